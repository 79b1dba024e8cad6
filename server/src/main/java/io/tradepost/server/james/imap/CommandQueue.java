package io.tradepost.server.james.imap;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.apache.james.imapserver.netty.Linearalizer;
import org.apache.james.imapserver.netty.NettyConstants;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * One connection's commands, one after the other.
 *
 * <p>James's own queue garbles an answer now and then. A command that comes while the one before it is just ending is carried
 * out by that one's thread, whose writes wait in the line of the connection's event loop. If it is done before the loop asks
 * for its end, the loop itself writes the rest of the answer at once, past that line: the end of a FETCH stands before its
 * beginning, and the client waits for ever. Here the rest gets in line, too. And a command that fails in the queue ends, as
 * one does that never was in it.
 */
public final class CommandQueue extends Linearalizer {
    private final Scheduler loop;
    private final Queue<Publisher<Void>> waiting = new ArrayDeque<>();
    private boolean busy;

    private final Runnable idle;

    /** {@code idle} is run when no command is left, by whichever thread ended the last one. */
    CommandQueue(Executor eventLoop, Runnable idle) {
        this.loop = Schedulers.fromExecutor(eventLoop);
        this.idle = idle;
    }

    /** Gives each new connection a queue of ours. Stands anywhere before James's own handler. */
    public static final class Starter extends ChannelInboundHandlerAdapter {
        private final CompressedConnections compressed;

        /** Tells who counts compressed connections when one of them ends. */
        public Starter(CompressedConnections compressed) {
            this.compressed = compressed;
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            Optional.ofNullable(context.channel()
                            .attr(NettyConstants.IMAP_SESSION_ATTRIBUTE_KEY)
                            .get())
                    .ifPresent(compressed::ended);
            super.channelInactive(context);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            super.channelActive(context);
            CommandGate gate = new CommandGate();
            CommandQueue queue = new CommandQueue(context.channel().eventLoop(), gate::ended);
            context.channel().attr(NettyConstants.LINEARALIZER_ATTRIBUTE_KEY).set(queue);
            context.pipeline()
                    .addBefore(NettyConstants.CORE_HANDLER, "gate", gate)
                    .addAfter(NettyConstants.CORE_HANDLER, "refusals", new CommandRefusals(queue));
        }
    }

    /** To be asked from within a command: ends when the loop has sent all that came before, and the end of that command. */
    static Mono<Void> line() {
        return Mono.deferContextual(context -> context.<CommandQueue>getOrEmpty(CommandQueue.class)
                .map(queue -> Mono.<Void>fromRunnable(() -> {}).subscribeOn(queue.loop))
                .orElseGet(Mono::empty));
    }

    @Override
    public synchronized Mono<Void> execute(Publisher<Void> publisher) {
        Mono<Void> command = Mono.from(publisher).contextWrite(Context.of(CommandQueue.class, this));
        if (!busy) {
            busy = true;
            return command.doFinally(end -> next());
        }
        Sinks.One<Void> done = Sinks.one();
        waiting.add(command.doOnSuccess(nothing -> done.tryEmitEmpty().orThrow())
                .doOnError(failure -> done.tryEmitError(failure).orThrow())
                .onErrorComplete());
        return done.asMono().publishOn(loop);
    }

    /** The command given last will never be carried out. */
    void refused() {
        next();
    }

    private void next() {
        take().ifPresentOrElse(
                        command -> Mono.from(command).doFinally(end -> next()).subscribe(), idle);
    }

    private synchronized Optional<Publisher<Void>> take() {
        Optional<Publisher<Void>> command = Optional.ofNullable(waiting.poll());
        busy = command.isPresent();
        return command;
    }
}
