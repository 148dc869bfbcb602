// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Phase} from "./IFunctionsConsumer.sol";

/// @notice What a performer's request needs of a line's configuration, in one word. Set by a curator.
struct Line {
    uint32 firstChunk; // number of the first chunk of the source (RequestBlob)
    uint8 chunks; // zero: there is no such line
    uint64 subscriptionId;
    uint24 requestTimeout;
    uint24 backoff;
    uint24 grace;
    uint8 maxAttempts;
    uint16 version;
    bool secrets; // whether there is a secrets reference to read
    bool confirm;
}

/// @notice All of a line that changes with a request, in one word. `tag` is zero when nothing is pending; 96 bits of a request id are enough, for a
/// stranger would have to find a second preimage among the ids of this very consumer.
struct Pending {
    uint96 tag;
    uint40 period;
    uint40 sentAt;
    uint40 retryAt;
    uint8 attempts;
    uint8 publicAttempts;
    bool byStranger;
    Phase phase;
    uint8 confirmAttempts;
}

/// @notice What a confirmation request carries; both words as the DON answered them.
struct Candidate {
    bytes32 header;
    int256 reading;
}

/// @title The two words of a line in storage
/// @notice Reads and writes a whole word at once: copied by the compiler, each field would cost a look at storage of its own. The layout is the
/// compiler's, from the least significant bit in the order of the fields.
library LineWords {
    /// @notice A line's configuration in memory.
    function load(Line storage self) internal view returns (Line memory line) {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(self.slot)
        }
        line.firstChunk = uint32(word);
        line.chunks = uint8(word >> 32);
        line.subscriptionId = uint64(word >> 40);
        line.requestTimeout = uint24(word >> 104);
        line.backoff = uint24(word >> 128);
        line.grace = uint24(word >> 152);
        line.maxAttempts = uint8(word >> 176);
        line.version = uint16(word >> 184);
        line.secrets = (word >> 200) & 1 != 0;
        line.confirm = (word >> 208) & 1 != 0;
    }

    /// @notice Where a line's requests stand, in memory.
    function load(Pending storage self) internal view returns (Pending memory p) {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(self.slot)
        }
        p.tag = uint96(word);
        p.period = uint40(word >> 96);
        p.sentAt = uint40(word >> 136);
        p.retryAt = uint40(word >> 176);
        p.attempts = uint8(word >> 216);
        p.publicAttempts = uint8(word >> 224);
        p.byStranger = (word >> 232) & 1 != 0;
        p.phase = Phase(uint8(word >> 240));
        p.confirmAttempts = uint8(word >> 248);
    }

    /// @notice Writes back where a line's requests stand.
    function save(Pending storage self, Pending memory p) internal {
        uint256 word = p.tag | (uint256(p.period) << 96) | (uint256(p.sentAt) << 136) | (uint256(p.retryAt) << 176);
        word |= (uint256(p.attempts) << 216) | (uint256(p.publicAttempts) << 224);
        if (p.byStranger) word |= 1 << 232;
        word |= (uint256(p.phase) << 240) | (uint256(p.confirmAttempts) << 248);
        assembly ("memory-safe") {
            sstore(self.slot, word)
        }
    }
}
