"""Everything against everything: records, tree, signed heads, second places."""

import json

from journal import Journal
from notes import BadNote, Checkpoint, KeyChain
from tree import Tree

CHECKPOINT, KEY_EVENT = 6, 9


class Row:
    """The checkpoints of one place against the tree."""

    def __init__(self, place):
        self.place, self.right, self.wrong, self.unseen, self.stamps = place, set(), set(), set(), 0

    def compare(self, checkpoint, keys, tree):
        checkpoint.check(keys)
        if checkpoint.size > len(tree):
            self.unseen.add(checkpoint.size)
        elif tree.head(checkpoint.size) == checkpoint.head:
            self.right.add(checkpoint.size)
        else:
            self.wrong.add(checkpoint.size)


class Check:
    def __init__(self, folder, own, places, stamps):
        self.journal = Journal(folder)
        self.own, self.places, self.stamps = own, places, stamps
        self.tree, self.chain = Tree(), KeyChain(self.journal.id)
        self.problems = []  # (sequence or -1, what)
        self.notices = []
        self.rows = []
        self.bad = set()
        self.next = 0
        self.witnesses = []  # (place, checkpoint, keys)

    def run(self, watch=lambda record: None):
        self._witnesses()
        row = Row("journal")
        for record in self.journal.records():
            self._record(record, row)
            watch(record)
        end = self.journal.expected
        self._reach(end)
        self.problems += [(sequence, f"{name} {at}: {what}") for name, at, sequence, what in self.journal.problems]
        self._judge(row, end)
        if self.own:
            self._place(self.own, self.chain.keys, end)
        for place, _, keys in self.witnesses:
            if not self.chain.agrees(keys):
                self.problems.append((-1, f"{place.name} knows another signing key than the journal"))
            self._place(place, keys, end)
        self.problems.sort(key=lambda problem: (problem[0] < 0, problem[0]))

    def first_bad(self):
        named = [sequence for sequence, _ in self.problems if sequence >= 0]
        return min(named) if named else None

    def _witnesses(self):
        for place in self.places:
            try:
                newest = place.newest()
                if newest is None:
                    self.notices.append(f"{place.name} holds nothing of this journal")
                    continue
                keys = place.keys()
                newest.check(keys)
                if place.leaves_fit(newest):
                    self.witnesses.append((place, newest, keys))
                else:
                    self.problems.append((-1, f"the leaves in {place.name} do not fit its newest checkpoint"))
            except BadNote as e:
                self.problems.append((-1, f"{place.name}: {e}"))

    def _leaf_elsewhere(self, sequence):
        for place, newest, _ in self.witnesses:
            leaf = place.leaf(sequence, newest.size)
            if leaf:
                return leaf
        if self.own:
            newest = self.own.newest()
            return self.own.leaf(sequence, newest.size) if newest else None
        return None

    def _reach(self, sequence):
        while self.next < sequence:
            self.bad.add(self.next)
            leaf = self._leaf_elsewhere(self.next)
            if leaf and len(self.tree) == self.next:
                self.tree.append(leaf)
            self.next += 1

    def _record(self, record, row):
        self._reach(record.sequence)
        for place, newest, _ in self.witnesses:
            known = place.leaf(record.sequence, newest.size)
            if known is not None and known != record.leaf:
                if record.sequence - 1 not in self.bad:
                    what = f"{record.segment} {record.offset}: not what {place.name} has seen signed"
                    self.problems.append((record.sequence, what))
                self.bad.add(record.sequence)
                break
        if len(self.tree) == self.next:
            self.tree.append(record.leaf)
        self.next += 1
        try:
            if record.kind == CHECKPOINT:
                said = json.loads(record.meta)
                if "note" in said:
                    row.compare(Checkpoint(said["note"].encode()), self.chain.keys, self.tree)
            elif record.kind == KEY_EVENT:
                said = json.loads(record.meta)
                if said.get("event") in ("signing-key-made", "signing-key-rotated"):
                    self.chain.add(said)
        except (BadNote, ValueError, KeyError) as e:
            self.problems.append((record.sequence, str(e)))

    def _place(self, place, keys, end):
        row = Row(place.name)
        for size in place.sizes():
            try:
                checkpoint = place.checkpoint(size)
                row.compare(checkpoint, keys, self.tree)
                token = place.token(size)
                if token is not None:
                    self.stamps.check(token, checkpoint.note.data)
                    row.stamps += 1
            except (BadNote, ValueError) as e:
                self.problems.append((-1, f"{place.name}: {e}"))
        self._judge(row, end)

    def _judge(self, row, end):
        if row.wrong:
            first = min(row.wrong)
            good = max([size for size in row.right if size < first], default=0)
            named = min([s for s, _ in self.problems if good <= s < first], default=good)
            what = f"{row.place}: the head over the first {first} records is not the one that was signed"
            self.problems.append((named, what))
        if row.unseen:
            newest = max(row.unseen)
            if newest > end:
                self.bad.update(range(end, newest))
                what = f"the journal ends before record {end}, but {row.place} has {newest} records signed"
                self.problems.append((end, what))
            else:
                self.notices.append(f"{row.place}: {len(row.unseen)} checkpoints could not be compared")
        self.rows.append(row)
