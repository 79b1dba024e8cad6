package io.tradepost.mailbox.search;

import org.junit.jupiter.api.Tag;

/** Over all of the mail. */
@Tag("long")
class SubstringSearchLongTest extends SubstringSearchContract {
    SubstringSearchLongTest() {
        super(1, 500);
    }
}
