package io.tradepost.extract.program;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.List;
import java.util.Set;

/**
 * Takes from this process the ways in which a library could fetch what a document points to. The parsers are told not to
 * fetch anything; this holds where one of them forgets.
 */
final class Offline {
    private static final Set<String> REMOTE = Set.of("http", "https", "ftp", "mailto", "rmi", "ldap");

    private Offline() {}

    /** From now on addresses of remote things can't be opened. */
    static void enforce() {
        URL.setURLStreamHandlerFactory(protocol -> REMOTE.contains(protocol) ? new Refusal() : null);
        ProxySelector.setDefault(new NoWay());
    }

    private static final class Refusal extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("this program opens no connection");
        }
    }

    private static final class NoWay extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            throw new IllegalStateException("this program opens no connection");
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // Nothing was connected.
        }
    }
}
