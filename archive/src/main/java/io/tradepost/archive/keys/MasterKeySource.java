package io.tradepost.archive.keys;

import java.nio.file.Path;
import java.util.List;

/** Where a master key comes from. What is there is 32 bytes, as 64 hexadecimal digits or as Base64. */
public sealed interface MasterKeySource {
    /** For people, without the key. */
    String place();

    /** A file that only its owner may read; made at the first start of a new archive. */
    record InFile(Path file) implements MasterKeySource {
        @Override
        public String place() {
            return "the file " + file;
        }

        /** Where a rotation keeps the key to come until it is the one in use. */
        Path next() {
            return file.resolveSibling(file.getFileName() + ".next");
        }
    }

    /** An environment variable. */
    record InEnvironment(String variable) implements MasterKeySource {
        @Override
        public String place() {
            return "the environment variable " + variable;
        }
    }

    /** What a command prints, such as one that asks a key server; run without a shell, for at most 30 seconds. */
    record FromCommand(List<String> command) implements MasterKeySource {
        public FromCommand {
            command = List.copyOf(command);
        }

        @Override
        public String place() {
            return "the command " + command.getFirst();
        }
    }
}
