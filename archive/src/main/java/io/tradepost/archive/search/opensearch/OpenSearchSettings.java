package io.tradepost.archive.search.opensearch;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How to reach a cluster.
 *
 * @param hosts    {@code http://host:9200} or {@code https://…}, one or more; when one does not answer the next is asked
 * @param user     empty for a cluster without sign-in
 * @param password never logged
 * @param index    name of the index, which is made when it is not there
 */
public record OpenSearchSettings(List<URI> hosts, String user, String password, String index) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    public OpenSearchSettings {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("an OpenSearch cluster needs at least one host");
        }
        if (!NAME.matcher(index).matches()) {
            throw new IllegalArgumentException("'" + index + "' is no name for an index");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "OpenSearchSettings[" + hosts + ", " + user + ", " + index + "]";
    }
}
