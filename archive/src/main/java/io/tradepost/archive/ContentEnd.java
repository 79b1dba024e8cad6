package io.tradepost.archive;

import io.tradepost.archive.content.Shredder;
import io.tradepost.archive.disposition.Item;
import io.tradepost.archive.disposition.KeyShredder;
import io.tradepost.archive.journal.Journal;
import java.util.Collection;

/** Ends content: what was derived from it first, then the keys, so that a crash in between can be made good. */
record ContentEnd(
        Journal journal, Shredder shredder, AttachmentDesk attachments, RecentRecords recent, BeforeShred beforeShred)
        implements KeyShredder {
    @Override
    public boolean destroyable(long sequence) {
        return journal.read(sequence)
                .filter(record -> record.header().encoded() || record.header().contentLength() == 0)
                .isPresent();
    }

    @Override
    public void shred(Collection<Item> items) {
        beforeShred.leaving(items.stream()
                .flatMap(item -> journal.read(item.sequence()).stream())
                .map(record -> new BeforeShred.Leaving(record.sequence(), record.content()))
                .toList());
        items.forEach(item -> attachments.forget(item.sequence()));
        shredder.shred(items.stream().map(Item::sequence).toList(), progress -> {});
        items.forEach(item -> recent.ended(item.id()));
        // A reader who was underway may have put one back.
        items.forEach(item -> attachments.derivations().forget(item.sequence()));
    }
}
