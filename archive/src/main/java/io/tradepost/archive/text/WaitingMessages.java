package io.tradepost.archive.text;

import java.util.List;

/** The messages whose entry in the index lacks the text of an attachment. */
public interface WaitingMessages {
    /** Sequences of their deliveries, newest first, at most so many. */
    List<Long> waiting(int most);

    /** How many there are. */
    long countWaiting();

    /** Asks for a message's entry to be written again, soon, with what is known now. */
    void again(long sequence);
}
