package io.tradepost.server.james.guard;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.tradepost.server.james.imap.CommandQueue;
import io.tradepost.server.james.imap.CompressedConnections;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imapserver.netty.IMAPServer;
import org.apache.james.imapserver.netty.IMAPServerFactory;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.protocols.netty.AllButStartTlsLineChannelHandlerFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SMTPServerFactory;

/** Puts the guards in place of James's own bindings. */
public final class GuardModule extends AbstractModule {
    /**
     * Bytes in one SMTP line. RFC 5321 section 4.5.3.1.6 allows 1,000, but real mail has far longer ones, and James's 8,192
     * turns that mail away.
     */
    private static final int LONGEST_SMTP_LINE = 1 << 20;

    @Override
    protected void configure() {
        bind(MailProcessor.class).to(ShieldedProcessor.class).in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    IMAPServerFactory imap(
            FileSystem files,
            Provider<ImapDecoder> decoders,
            Provider<ImapEncoder> encoders,
            Provider<ImapProcessor> processors,
            MetricFactory metrics,
            GaugeRegistry gauges,
            CompressedConnections compressed) {
        return new IMAPServerFactory(files, decoders, encoders, processors, metrics, gauges) {
            @Override
            protected IMAPServer createServer() {
                return new IMAPServer(decoders.get(), encoders.get(), processors.get(), imapMetrics, gauges) {
                    @Override
                    protected ChannelHandlerFactory createFrameHandlerFactory() {
                        ChannelHandlerFactory framers = super.createFrameHandlerFactory();
                        return pipeline -> {
                            pipeline.addLast("guard", new ImapGuard());
                            pipeline.addLast("commands", new CommandQueue.Starter(compressed));
                            return framers.create(pipeline);
                        };
                    }
                };
            }
        };
    }

    @Provides
    @Singleton
    SMTPServerFactory smtp(DNSService dns, ProtocolHandlerLoader loader, FileSystem files, MetricFactory metrics) {
        return new SMTPServerFactory(dns, loader, files, metrics) {
            @Override
            protected SMTPServer createServer() {
                return new SMTPServer(smtpMetrics) {
                    @Override
                    protected ChannelHandlerFactory createFrameHandlerFactory() {
                        return new AllButStartTlsLineChannelHandlerFactory("starttls", LONGEST_SMTP_LINE);
                    }
                };
            }
        };
    }
}
