// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice Vocabularies of any shape that the format allows, made from a seed.
library RandomVocabulary {
    struct Draft {
        uint256 seed;
        uint256 bit; // the next free bit of the 64
        uint256 count;
        uint256 captions;
        bytes body;
    }

    /// @notice A valid blob.
    function make(uint256 seed) internal pure returns (bytes memory) {
        Draft memory d = Draft(seed, seed % 9, 0, 0, "");
        _maybeTrait(d, "a");
        _maybeTrait(d, "caption");
        _fixed(d, 0, "decider");
        _maybeTrait(d, "mood");
        _fixed(d, 1, "multiplier");
        _maybeTrait(d, "n-0");
        _fixed(d, 2, "period");
        _fixed(d, 3, "periodEnd");
        _fixed(d, 4, "program");
        d.body = bytes.concat(d.body, _name(d, 24));
        _fixed(d, 5, "promptDigest");
        _maybeTrait(d, "q");
        _fixed(d, 6, "reading");
        _fixed(d, 7, "schema");
        _maybeTrait(d, "some-name-of-24-letters0");
        _fixed(d, 8, "state");
        d.body = bytes.concat(d.body, _list(d, 1 + (next(d) % 16), 24));
        _maybeTrait(d, "state2");
        _maybeTrait(d, "z");
        return bytes.concat(hex"01", bytes1(uint8(d.count)), d.body, _list(d, d.captions, 120));
    }

    /// @notice A blob with one to three of its bytes changed, taken out or put in.
    function mutate(bytes memory blob, uint256 seed) internal pure returns (bytes memory out) {
        out = bytes.concat(blob);
        Draft memory d = Draft(seed, 0, 0, 0, "");
        for (uint256 rounds = 1 + (next(d) % 3); rounds > 0; --rounds) {
            uint256 place = next(d) % out.length;
            uint256 how = next(d) % 8;
            if (how < 5) out[place] = out[place] ^ bytes1(uint8(1 << (next(d) % 8)));
            else if (how == 5) out[place] = bytes1(uint8(next(d)));
            else if (how == 6) out = bytes.concat(_cut(out, 0, place), _cut(out, place + 1, out.length));
            else out = bytes.concat(_cut(out, 0, place), bytes1(uint8(next(d))), _cut(out, place, out.length));
        }
    }

    function next(Draft memory d) internal pure returns (uint256) {
        d.seed = uint256(keccak256(abi.encode(d.seed)));
        return d.seed;
    }

    function _maybeTrait(Draft memory d, string memory key) private pure {
        uint256 width = 1 + (next(d) % 5);
        if (next(d) % 3 == 0 || d.bit + width > 64) return;
        _fixed(d, 9, key);
        uint256 most = 1 << width;
        uint256 values = 1 + (next(d) % (most < 6 ? most : 6));
        d.body = bytes.concat(d.body, bytes1(uint8(d.bit)), bytes1(uint8(width)), _list(d, values, 24));
        if (keccak256(bytes(key)) == keccak256("caption")) d.captions = values;
        d.bit += width + (next(d) % 4);
    }

    function _fixed(Draft memory d, uint8 source, string memory key) private pure {
        ++d.count;
        d.body = bytes.concat(d.body, bytes1(source), bytes1(uint8(bytes(key).length)), bytes(key));
    }

    function _list(Draft memory d, uint256 count, uint256 most) private pure returns (bytes memory) {
        bytes memory texts;
        for (uint256 i = 0; i < count; ++i) {
            // A first letter of its own makes it differ from the others of the list.
            bytes memory name = _name(d, most - 1);
            // With that letter the name is as long as its length byte and its letters were before; lists have fewer than 26 names here.
            bytes1 letter = bytes1(uint8(97 + i));
            texts = bytes.concat(texts, bytes1(uint8(name.length)), letter, _cut(name, 1, name.length));
        }
        return bytes.concat(bytes2(uint16(texts.length)), bytes1(uint8(count)), texts);
    }

    function _name(Draft memory d, uint256 most) private pure returns (bytes memory) {
        bytes memory letters = "abcdefghijklmnopqrstuvwxyz-0123456789";
        uint256 source = next(d);
        bytes memory name = new bytes(1 + (next(d) % most));
        for (uint256 i = 0; i < name.length; ++i) name[i] = letters[(source >> (2 * (i % 120))) % letters.length];
        return bytes.concat(bytes1(uint8(name.length)), name);
    }

    function _cut(bytes memory data, uint256 from, uint256 to) private pure returns (bytes memory part) {
        part = new bytes(to - from);
        for (uint256 i = from; i < to; ++i) part[i - from] = data[i];
    }
}
