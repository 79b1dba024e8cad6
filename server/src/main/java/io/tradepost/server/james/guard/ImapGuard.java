package io.tradepost.server.james.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imapserver.netty.NettyConstants;

/**
 * Watches the bytes of one IMAP connection before James parses them, and hands them on one command at a time.
 *
 * <p>James's decoder waits for the rest of a literal by going back to where its buffer begins. With several commands in one
 * buffer, as clients send them that do not wait for each answer (RFC 9051 section 5.5), it carries out the earlier ones
 * twice, and reads the text of an appended message as commands. In a buffer of its own each command is safe.
 *
 * <ul>
 *   <li>Before sign-in at most {@value #BEFORE_SIGN_IN} bytes may come: James writes literals of unknown clients to disk
 *       (CVE-2024-37358).
 *   <li>After it, one command may carry at most {@value #LITERALS_PER_COMMAND} literals (RFC 9051 section 4.3): each is
 *       held until the command is complete.
 * </ul>
 */
final class ImapGuard extends ChannelInboundHandlerAdapter {
    static final long BEFORE_SIGN_IN = 65_536;
    static final int LITERALS_PER_COMMAND = 64;

    private static final int LONGEST_LITERAL_MARK = 24;

    private final StringBuilder lineEnd = new StringBuilder();
    private long seen;
    private long literalBytesLeft;
    private int literals;
    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!(message instanceof ByteBuf bytes)) {
            super.channelRead(context, message);
            return;
        }
        try {
            if (refused) {
                return;
            }
            seen += signedIn(context) ? 0 : bytes.readableBytes();
            if (seen > BEFORE_SIGN_IN) {
                refuse(context, "* BYE too much before sign-in\r\n");
            } else {
                passOn(context, bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private static boolean signedIn(ChannelHandlerContext context) {
        ImapSession session = context.channel()
                .attr(NettyConstants.IMAP_SESSION_ATTRIBUTE_KEY)
                .get();
        return session != null
                && (session.getState() == ImapSessionState.AUTHENTICATED
                        || session.getState() == ImapSessionState.SELECTED);
    }

    private void refuse(ChannelHandlerContext context, String farewell) {
        refused = true;
        context.writeAndFlush(Unpooled.copiedBuffer(farewell, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void passOn(ChannelHandlerContext context, ByteBuf bytes) {
        // In clear text James must see what stands behind STARTTLS in one buffer, or it does not notice that somebody
        // on
        // the way has put it there.
        boolean separate = signedIn(context) || context.pipeline().get(SslHandler.class) != null;
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (literalBytesLeft > 0) {
                int skipped = (int) Math.min(literalBytesLeft, end - at);
                literalBytesLeft -= skipped;
                at += skipped;
                continue;
            }
            char character = (char) (bytes.getByte(at++) & 0xff);
            if (character == '\n') {
                endOfLine();
                if (literals > LITERALS_PER_COMMAND) {
                    refuse(context, "* BYE too many literals in one command\r\n");
                    return;
                }
                if (literals == 0 && separate) {
                    context.fireChannelRead(bytes.readRetainedSlice(at - bytes.readerIndex()));
                }
            } else if (character != '\r') {
                lineEnd.append(character);
                if (lineEnd.length() > LONGEST_LITERAL_MARK) {
                    lineEnd.delete(0, lineEnd.length() - LONGEST_LITERAL_MARK);
                }
            }
        }
        if (bytes.isReadable()) {
            context.fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes()));
        }
    }

    /** Counts a literal where the line ends in the mark of one; else the command is complete. */
    private void endOfLine() {
        int open = lineEnd.lastIndexOf("{");
        boolean mark = open >= 0 && lineEnd.substring(open).matches("\\{[0-9]{1,18}\\+?}");
        if (mark) {
            String digits = lineEnd.substring(open + 1, lineEnd.length() - 1).replace("+", "");
            literalBytesLeft = Long.parseLong(digits);
            literals++;
        } else {
            literals = 0;
        }
        lineEnd.setLength(0);
    }
}
