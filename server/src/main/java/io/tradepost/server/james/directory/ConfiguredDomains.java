package io.tradepost.server.james.directory;

import java.util.List;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;

/** The company's domains as {@code tradepost.yaml} lists them; changing them means changing the file. */
public final class ConfiguredDomains implements DomainList {
    private final List<Domain> domains;

    public ConfiguredDomains(List<String> domains) {
        this.domains = domains.stream().map(Domain::of).toList();
    }

    @Override
    public List<Domain> getDomains() {
        return domains;
    }

    @Override
    public boolean containsDomain(Domain domain) {
        return domains.contains(domain);
    }

    @Override
    public void addDomain(Domain domain) throws DomainListException {
        if (!domains.contains(domain)) {
            throw new DomainListException("domains are set in tradepost.yaml");
        }
    }

    @Override
    public void removeDomain(Domain domain) throws DomainListException {
        throw new DomainListException("domains are set in tradepost.yaml");
    }

    @Override
    public Domain getDefaultDomain() {
        return domains.getFirst();
    }
}
