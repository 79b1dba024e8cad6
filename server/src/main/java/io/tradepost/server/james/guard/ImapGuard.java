package io.tradepost.server.james.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imapserver.netty.NettyConstants;

/**
 * Watches the bytes of one IMAP connection before James parses them.
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

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            if (!signedIn(context)) {
                seen += bytes.readableBytes();
                if (seen > BEFORE_SIGN_IN) {
                    refuse(context, bytes, "* BYE too much before sign-in\r\n");
                    return;
                }
            }
            if (!countLiterals(bytes)) {
                refuse(context, bytes, "* BYE too many literals in one command\r\n");
                return;
            }
        }
        super.channelRead(context, message);
    }

    private static boolean signedIn(ChannelHandlerContext context) {
        ImapSession session = context.channel()
                .attr(NettyConstants.IMAP_SESSION_ATTRIBUTE_KEY)
                .get();
        return session != null
                && (session.getState() == ImapSessionState.AUTHENTICATED
                        || session.getState() == ImapSessionState.SELECTED);
    }

    private static void refuse(ChannelHandlerContext context, ByteBuf bytes, String farewell) {
        bytes.release();
        context.writeAndFlush(Unpooled.copiedBuffer(farewell, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** False once a command has too many literals. Reads without moving the buffer's own position. */
    private boolean countLiterals(ByteBuf bytes) {
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
                if (!endOfLine()) {
                    return false;
                }
            } else if (character != '\r') {
                lineEnd.append(character);
                if (lineEnd.length() > LONGEST_LITERAL_MARK) {
                    lineEnd.delete(0, lineEnd.length() - LONGEST_LITERAL_MARK);
                }
            }
        }
        return true;
    }

    private boolean endOfLine() {
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
        return literals <= LITERALS_PER_COMMAND;
    }
}
