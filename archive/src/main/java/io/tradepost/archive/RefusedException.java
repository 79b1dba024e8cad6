package io.tradepost.archive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A wish about retention, holds, disposal or access that was understood and refused; {@link #reason} says why. */
public final class RefusedException extends ArchiveException {
    private static final long serialVersionUID = 1L;

    /** Why. Each has a sentence {@code refused.…} in the bundles of those who speak to people. */
    public enum Reason {
        /** Something is called so already: kind, name. */
        NAME_TAKEN,
        /** There is none of this name: kind, name. */
        UNKNOWN,
        /** No name that can be typed without quotes: the name. */
        NAME_FORM,
        /** Nothing was given where something is needed: what. */
        MISSING,
        /** No term such as 5y, 18m or year-end+6y: what was given. */
        TERM_FORM,
        /** No address of an account: what was given. */
        PERSON_FORM,
        /** A minimum can only be raised: schedule, its minimum, what was wished. */
        LOWERED,
        /** A query that asks for holds can't decide on them: the query. */
        SELF_REFERENCE,
        /** The second person must be another: the first. */
        SAME_PERSON,
        /** This person has answered already: who. */
        ALREADY_ANSWERED,
        /** Only who made a request may take it back: who made it. */
        NOT_THE_MAKER,
        /** The request is not open any more: request, its state. */
        NOT_OPEN,
        /** The hold is released already: name. */
        RELEASED,
        /** The run is not in a state for this: run, state. */
        RUN_STATE,
        /** Nothing is past its retention and free of holds. */
        NOTHING_DUE,
        /** Reading somebody's mail needs a purpose; there are: the list. */
        PURPOSE,
        /** Private mail needs a second person's approval: message. */
        PRIVATE,
        /** What this needs was disposed of: message. */
        DISPOSED;

        /** As it stands in bundles. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;
    private final transient List<Object> arguments;

    /** With what the sentence needs, in the order that {@link Reason} gives. */
    public RefusedException(Reason reason, Object... arguments) {
        super(
                reason.word() + ": "
                        + List.of(arguments).stream().map(String::valueOf).collect(Collectors.joining(", ")),
                new IllegalStateException(reason.word()));
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    /** Why it was refused. */
    public Reason reason() {
        return reason;
    }

    /** What its sentence needs. */
    public List<Object> arguments() {
        return arguments;
    }
}
