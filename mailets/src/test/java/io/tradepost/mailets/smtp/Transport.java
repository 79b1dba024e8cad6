package io.tradepost.mailets.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;

/**
 * A connection that is not there: James's real session object over it knows who calls, and nothing is sent.
 *
 * @param remote who calls
 * @param tls    whether TLS was started
 */
record Transport(InetSocketAddress remote, boolean tls) implements ProtocolTransport {
    @Override
    public InetSocketAddress getRemoteAddress() {
        return remote;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 25);
    }

    @Override
    public String getId() {
        return "session-1";
    }

    @Override
    public boolean isTLSStarted() {
        return tls;
    }

    @Override
    public boolean isStartTLSSupported() {
        return true;
    }

    @Override
    public Optional<SSLSession> getSSLSession() {
        return Optional.empty();
    }

    @Override
    public boolean isProxyRequired() {
        return false;
    }

    @Override
    public void writeResponse(Response response, ProtocolSession session) {
        throw new UnsupportedOperationException("nothing is sent here");
    }

    @Override
    public void popLineHandler() {
        throw new UnsupportedOperationException("nothing is read here");
    }

    @Override
    public void pushLineHandler(LineHandler<? extends ProtocolSession> handler, ProtocolSession session) {
        throw new UnsupportedOperationException("nothing is read here");
    }

    @Override
    public void setReadable(boolean readable) {
        throw new UnsupportedOperationException("nothing is read here");
    }

    @Override
    public boolean isReadable() {
        return true;
    }
}
