package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command by which somebody acts: it says who that is, and prints what came of it, for people or for programs. */
abstract class ActCommand extends Command {
    @Option(names = "--json")
    private boolean json;

    @Mixin
    private PersonOptions person = new PersonOptions();

    /** Who acts. */
    final PersonOptions person() {
        return person;
    }

    /** Whether what came of it is printed for programs. */
    final boolean json() {
        return json;
    }

    /**
     * Prints what came of it.
     *
     * @param shape    for programs
     * @param sentence for people, by its key
     */
    final int done(CommandContext context, ObjectNode shape, String sentence, Object... words) {
        if (json) {
            context.json(shape);
        } else {
            context.say(sentence, words);
        }
        return ExitCode.DONE;
    }
}
