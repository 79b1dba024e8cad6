package io.tradepost.server.control;

import java.util.Optional;

/** What a frame carries. */
enum FrameType {
    /** Server: 32 random bytes. */
    CHALLENGE,
    /** Client: 32 random bytes of its own, and the proof that it knows the secret. */
    PROOF,
    /** Server: its own proof. */
    WELCOME,
    /** Server: why it will not serve; text. */
    REFUSED,
    /** Client: the command, see {@link ControlRequest}. */
    COMMAND,
    /** Server: bytes for standard output. */
    OUT,
    /** Server: bytes for standard error. */
    ERR,
    /** Server: the command wants standard input, which is not sent before. */
    WANT_INPUT,
    /** Client: bytes of standard input; none at its end. */
    INPUT,
    /** Server: exit code, 4 bytes; the last frame. */
    EXIT;

    byte code() {
        return (byte) ordinal();
    }

    static Optional<FrameType> of(byte code) {
        FrameType[] all = values();
        return code >= 0 && code < all.length ? Optional.of(all[code]) : Optional.empty();
    }
}
