package io.tradepost.mailbox.search;

/** Over a sample of the mail. */
class SubstringSearchTest extends SubstringSearchContract {
    SubstringSearchTest() {
        super(8, 120);
    }
}
