package io.tradepost.server.james.directory;

import io.tradepost.domain.DomainAdminException;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Group;
import io.tradepost.domain.account.Groups;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.Domain;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.AbstractRecipientRewriteTable;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;
import org.apache.james.rrt.lib.MappingsImpl;

/** Groups and aliases, as James's table of rewritten recipients. Read only: they are changed by our own commands. */
public final class GroupRewrites extends AbstractRecipientRewriteTable {
    private final Groups groups;
    private final Accounts accounts;

    public GroupRewrites(Groups groups, Accounts accounts) {
        this.groups = groups;
        this.accounts = accounts;
    }

    @Override
    protected Mappings mapAddress(String user, Domain domain) throws RecipientRewriteTableException {
        Optional<AccountAddress> address = AccountAddress.parse(user + "@" + domain.asString());
        try {
            if (address.isEmpty() || accounts.exists(address.get())) {
                return MappingsImpl.empty();
            }
            return mappings(groups.resolve(address.get()));
        } catch (DomainAdminException e) {
            throw new RecipientRewriteTableException("the groups can't be asked", e);
        }
    }

    private static Mappings mappings(Set<AccountAddress> members) {
        return MappingsImpl.fromMappings(members.stream().map(member -> Mapping.group(member.value())));
    }

    @Override
    public Mappings getStoredMappings(MappingSource source) throws RecipientRewriteTableException {
        return getAllMappings().getOrDefault(source, MappingsImpl.empty());
    }

    @Override
    public Map<MappingSource, Mappings> getAllMappings() throws RecipientRewriteTableException {
        try {
            Map<MappingSource, Mappings> all = new HashMap<>();
            for (Group group : groups.list()) {
                all.put(MappingSource.parse(group.address().value()), mappings(Set.copyOf(group.members())));
            }
            return all;
        } catch (DomainAdminException e) {
            throw new RecipientRewriteTableException("the groups can't be listed", e);
        }
    }

    @Override
    public void addMapping(MappingSource source, Mapping mapping) throws RecipientRewriteTableException {
        throw readOnly();
    }

    @Override
    public void removeMapping(MappingSource source, Mapping mapping) throws RecipientRewriteTableException {
        throw readOnly();
    }

    private static RecipientRewriteTableException readOnly() {
        return new RecipientRewriteTableException("groups are changed with ./tradepost group");
    }
}
