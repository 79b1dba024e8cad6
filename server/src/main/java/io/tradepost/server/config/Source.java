package io.tradepost.server.config;

import java.nio.file.Path;

/** Where a value of the configuration was said, so that a person who wonders about it knows which place to change. */
public sealed interface Source {
    /** Nobody said otherwise. */
    record Default() implements Source {
        @Override
        public String toString() {
            return "default";
        }
    }

    /** {@code --demo} said so. */
    record Demo() implements Source {
        @Override
        public String toString() {
            return "--demo";
        }
    }

    /**
     * A place in a configuration file.
     *
     * @param line   from 1
     * @param column from 1
     */
    record InFile(Path file, int line, int column) implements Source {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /** An environment variable. */
    record Environment(String variable) implements Source {
        @Override
        public String toString() {
            return "$" + variable;
        }
    }

    /** A secret file that the configuration points to. */
    record SecretFile(Path file) implements Source {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * {@code --port-offset} was added to what another place said.
     *
     * @param offset what was added
     * @param base   who said the port before
     */
    record PortOffset(int offset, Source base) implements Source {
        @Override
        public String toString() {
            return base + " + --port-offset " + offset;
        }
    }
}
