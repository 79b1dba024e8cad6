package io.tradepost.server.james.imap;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.james.imapserver.netty.ImapChannelUpstreamHandler;
import org.apache.james.imapserver.netty.NettyConstants;
import org.apache.james.imapserver.netty.ReactiveThrottler;

/**
 * Hands a refusal for too many commands at once back to James's handler, which knows how to tell the client, but sends it the
 * other way, where nobody listens.
 */
final class CommandRefusals extends ChannelInboundHandlerAdapter {
    private final CommandQueue queue;

    CommandRefusals(CommandQueue queue) {
        this.queue = queue;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) throws Exception {
        if (failure instanceof ReactiveThrottler.RejectedException refusal
                && context.pipeline().get(NettyConstants.CORE_HANDLER) instanceof ImapChannelUpstreamHandler james) {
            james.exceptionCaught(context.pipeline().context(NettyConstants.CORE_HANDLER), refusal);
            CommandGate.close(refusal.getImapMessage());
            queue.refused();
        } else {
            super.exceptionCaught(context, failure);
        }
    }
}
