// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {ContentDocument} from "../../contracts/content/ContentDocument.sol";
import {Reason} from "../../contracts/evolution/ProgramTypes.sol";

/// @notice docs/formats.md read once more, the slow way: every text is cut out of calldata, where the compiler checks each index, and the document
/// is put together by concatenation. It shares no code with what it is compared to.
contract NaiveDocument {
    struct Member {
        uint8 source;
        string key;
        string name;
        string[] list;
        uint8 offset;
        uint8 width;
    }

    /// @notice Takes a vocabulary apart, or reverts.
    function parse(bytes calldata blob) public pure returns (Member[] memory members, string[] memory captions) {
        require(uint8(blob[0]) == 1, "version");
        uint256 count = uint8(blob[1]);
        require(count >= 9 && count <= 17, "count");
        members = new Member[](count);
        uint256 cursor = 2;
        for (uint256 i = 0; i < count; ++i) {
            (members[i], cursor) = _member(blob, cursor);
            if (i > 0) require(_less(members[i - 1].key, members[i].key), "order");
        }
        uint256 captionValues = _checkMembers(members);
        (captions, cursor) = _list(blob, cursor, 120, true);
        require(captions.length == captionValues, "captions");
        require(cursor == blob.length, "length");
    }

    /// @notice The document, or the reason why there is none.
    function build(
        bytes calldata blob,
        ContentDocument.Fields calldata f
    ) external pure returns (Reason reason, string memory json) {
        if (f.decider != 1 && f.decider != 2) return (Reason.Decider, "");
        (Member[] memory members, ) = parse(blob);
        uint256 used;
        for (uint256 i = 0; i < members.length; ++i) {
            Member memory m = members[i];
            string memory value;
            (reason, value) = _value(m, f);
            if (reason != Reason.None) return (reason, "");
            if (m.source == 9) used |= _bits(m);
            json = string.concat(json, i == 0 ? "{" : ",", '"', m.key, '":"', value, '"');
        }
        if (f.traits & ~used != 0) return (Reason.Traits, "");
        json = string.concat(json, "}");
    }

    function _value(Member memory m, ContentDocument.Fields calldata f) private pure returns (Reason, string memory) {
        if (m.source == 0) return (Reason.None, f.decider == 1 ? "model" : "rules");
        if (m.source == 1) return (Reason.None, Strings.toString(f.multiplier));
        if (m.source == 2) return (Reason.None, Strings.toString(f.period));
        if (m.source == 3) return (Reason.None, Strings.toString(f.periodEnd));
        if (m.source == 4) return (Reason.None, m.name);
        if (m.source == 5) return (Reason.None, Strings.toHexString(uint256(f.promptDigest), 32));
        if (m.source == 6) return (Reason.None, Strings.toStringSigned(f.reading));
        if (m.source == 7) return (Reason.None, "imago/1");
        uint256 index = m.source == 8 ? f.state : (f.traits & _bits(m)) >> m.offset;
        if (index >= m.list.length) return (m.source == 8 ? Reason.State : Reason.Traits, "");
        return (Reason.None, m.list[index]);
    }

    function _member(bytes calldata blob, uint256 cursor) private pure returns (Member memory m, uint256) {
        m.source = uint8(blob[cursor]);
        require(m.source < 10, "source");
        (m.key, cursor) = _text(blob, cursor + 1, 24, m.source != 9);
        if (m.source == 4) (m.name, cursor) = _text(blob, cursor, 24, false);
        if (m.source == 9) {
            (m.offset, m.width) = (uint8(blob[cursor]), uint8(blob[cursor + 1]));
            cursor += 2;
        }
        if (m.source == 8 || m.source == 9) (m.list, cursor) = _list(blob, cursor, 24, false);
        return (m, cursor);
    }

    /// @dev Returns how many captions there must be.
    function _checkMembers(Member[] memory members) private pure returns (uint256 captionValues) {
        uint256 used;
        uint256[9] memory seen;
        for (uint256 i = 0; i < members.length; ++i) {
            Member memory m = members[i];
            uint256 named = _fixedName(m.key);
            require(named == m.source, "key");
            if (m.source < 9) ++seen[m.source];
            if (m.source == 8) require(m.list.length > 0 && m.list.length < 17, "states");
            if (m.source != 9) continue;
            require(m.width > 0 && m.width < 6 && uint256(m.offset) + m.width < 65, "width");
            require(used & _bits(m) == 0, "overlap");
            used |= _bits(m);
            require(m.list.length > 0 && m.list.length <= 2 ** m.width, "values");
            if (Strings.equal(m.key, "caption")) captionValues = m.list.length;
        }
        for (uint256 source = 0; source < 9; ++source) require(seen[source] == 1, "fixed");
    }

    /// @dev The source that a key belongs to; 9 for a trait's.
    function _fixedName(string memory key) private pure returns (uint256 source) {
        string[9] memory names = [
            "decider",
            "multiplier",
            "period",
            "periodEnd",
            "program",
            "promptDigest",
            "reading",
            "schema",
            "state"
        ];
        while (source < 9 && !Strings.equal(names[source], key)) ++source;
    }

    function _bits(Member memory m) private pure returns (uint256) {
        return (2 ** uint256(m.width) - 1) * 2 ** uint256(m.offset);
    }

    function _list(
        bytes calldata blob,
        uint256 cursor,
        uint256 most,
        bool free
    ) private pure returns (string[] memory texts, uint256 end) {
        uint256 size = uint16(bytes2(blob[cursor:cursor + 2]));
        texts = new string[](uint8(blob[cursor + 2]));
        end = cursor + 3;
        for (uint256 i = 0; i < texts.length; ++i) (texts[i], end) = _text(blob, end, most, free);
        require(end - cursor - 3 == size, "size");
        for (uint256 i = 0; i < texts.length && !free; ++i) {
            for (uint256 j = 0; j < i; ++j) require(!_equal(texts[i], texts[j]), "alike");
        }
    }

    function _text(
        bytes calldata blob,
        uint256 cursor,
        uint256 most,
        bool free
    ) private pure returns (string memory text, uint256 end) {
        uint256 length = uint8(blob[cursor]);
        require(length > 0 && length <= most, "length");
        end = cursor + 1 + length;
        text = string(blob[cursor + 1:end]);
        for (uint256 i = cursor + 1; i < end; ++i) {
            bytes1 c = blob[i];
            if (free) require(c >= " " && c <= "~" && c != '"' && c != "\\", "printable");
            else require((c >= "a" && c <= "z") || (c >= "0" && c <= "9") || c == "-", "name");
        }
    }

    function _equal(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    function _less(string memory a, string memory b) private pure returns (bool) {
        (bytes memory x, bytes memory y) = (bytes(a), bytes(b));
        for (uint256 i = 0; i < x.length && i < y.length; ++i) {
            if (x[i] != y[i]) return x[i] < y[i];
        }
        return x.length < y.length;
    }
}
