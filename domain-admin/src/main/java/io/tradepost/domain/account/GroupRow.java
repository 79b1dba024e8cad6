package io.tradepost.domain.account;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** A row of {@code acc_group} with its members from {@code acc_group_member}. */
@Entity
@Table(name = "acc_group")
class GroupRow {
    @Id
    String address;

    @Column(name = "changed_at")
    long changedAt;

    @ElementCollection
    @CollectionTable(name = "acc_group_member", joinColumns = @JoinColumn(name = "group_address"))
    @Column(name = "member")
    Set<String> members = new TreeSet<>();

    Group toGroup() {
        TreeSet<AccountAddress> addresses = new TreeSet<>();
        members.forEach(member -> addresses.add(new AccountAddress(member)));
        return new Group(new AccountAddress(address), addresses, Instant.ofEpochMilli(changedAt));
    }
}
