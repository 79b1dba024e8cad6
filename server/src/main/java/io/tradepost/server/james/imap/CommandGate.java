package io.tradepost.server.james.imap;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imapserver.netty.NettyConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one of a connection's commands pass at a time, and reads no more from the network while one waits.
 *
 * <p>A client may send thousands of commands before it reads an answer (RFC 9051, section 5.5); mbsync does when it uploads a
 * folder. James takes them all in, and refuses those above a number that all connections share, whoever sent them; the
 * refusal never reaches the client, which waits for ever. Here they wait in the client's own network buffer. Nor is a command
 * begun while the client leaves the answers to those before it unread.
 *
 * <p>All but {@link #ended} is done by the connection's event loop.
 */
final class CommandGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(CommandGate.class);

    /** Bounded by what one read from the network brings, since none follows before these are gone. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private volatile @org.jspecify.annotations.Nullable ChannelHandlerContext context;
    private boolean busy;
    private boolean paused;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object command) {
        waiting.add(command);
        advance();
    }

    /** The command that passed last has come to its end. */
    void ended() {
        ChannelHandlerContext here = context;
        if (here != null) {
            here.channel().eventLoop().execute(() -> {
                busy = false;
                if (isOver(here.channel())) {
                    discard();
                }
                advance();
            });
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext here) {
        advance();
        here.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        discard();
        here.fireChannelInactive();
    }

    private void advance() {
        ChannelHandlerContext here = context;
        if (here == null) {
            return;
        }
        Channel channel = here.channel();
        while (!busy && !waiting.isEmpty() && channel.isWritable()) {
            busy = true;
            here.fireChannelRead(waiting.remove());
        }
        if (paused == waiting.isEmpty()) {
            paused = !waiting.isEmpty();
            channel.config().setAutoRead(!paused);
        }
    }

    /** Not asked of a command that comes: one that ends the session, by being none, is still to be answered. */
    private static boolean isOver(Channel channel) {
        ImapSession session =
                channel.attr(NettyConstants.IMAP_SESSION_ATTRIBUTE_KEY).get();
        return session == null || session.getState() == ImapSessionState.LOGOUT;
    }

    private void discard() {
        while (!waiting.isEmpty()) {
            close(waiting.remove());
        }
    }

    /** An APPEND holds a file. */
    static void close(Object command) {
        if (command instanceof Closeable held) {
            try {
                held.close();
            } catch (IOException e) {
                LOG.warn("What a command held that was not carried out could not be given back", e);
            }
        }
    }
}
