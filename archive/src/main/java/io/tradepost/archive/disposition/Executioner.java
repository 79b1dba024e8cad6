package io.tradepost.archive.disposition;

import io.tradepost.archive.Progress;
import io.tradepost.archive.access.Actor;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Carries runs out, so that a crash at any point loses nothing and repeats nothing that matters. */
final class Executioner {
    private final LawRegister register;
    private final Rulings rulings;
    private final KeyShredder shredder;
    private final Clock clock;

    Executioner(LawRegister register, Rulings rulings, KeyShredder shredder, Clock clock) {
        this.register = register;
        this.rulings = rulings;
        this.shredder = shredder;
        this.clock = clock;
    }

    /** Each part of the list becomes one record of what was destroyed, so their number tells how far it came. */
    void carryOut(Run run, Actor by, Consumer<Progress> progress) {
        shredAgain(run);
        for (int part = run.destroyed().size(); part < run.listed().size(); part++) {
            destroy(run, DispositionBook.items(register.entry(run.listed().get(part))), by);
            progress.accept(new Progress("dispose", part + 1L, run.listed().size()));
        }
        register.exclusively(() -> register.append(
                RecordKind.DISPOSITION, entry(DispositionBook.FINISHED, DispositionBook.run(run.id()), by)));
    }

    /** Destroys again what the last record of a run says was destroyed. */
    void shredAgain(Run run) {
        if (!run.destroyed().isEmpty()) {
            shred(DispositionBook.items(register.entry(run.destroyed().getLast())));
        }
    }

    private void destroy(Run run, List<Item> listed, Actor by) {
        rulings.settle();
        register.exclusively(() -> {
            List<Item> going = new ArrayList<>();
            List<Map<String, Object>> leftOut = new ArrayList<>();
            for (Rulings.Ruling ruling :
                    rulings.of(listed.stream().map(Item::id).toList())) {
                ruling.item()
                        .ifPresentOrElse(
                                going::add,
                                () -> leftOut.add(Map.of("id", ruling.id().value(), "why", ruling.keeper())));
            }
            Map<String, Object> facts = DispositionBook.run(run.id());
            facts.put(DispositionBook.ITEMS, going.stream().map(Item::facts).toList());
            facts.put(DispositionBook.LEFT_OUT, leftOut);
            long sequence = register.append(RecordKind.DISPOSITION, entry(DispositionBook.DESTROYED, facts, by));
            shred(going);
            return sequence;
        });
    }

    private void shred(List<Item> items) {
        if (!items.isEmpty()) {
            shredder.shred(items);
        }
    }

    private LawEntry entry(String action, Map<String, Object> facts, Actor by) {
        return new LawEntry(action, clock.instant(), by.person().account(), by.origin(), new Facts(facts));
    }
}
