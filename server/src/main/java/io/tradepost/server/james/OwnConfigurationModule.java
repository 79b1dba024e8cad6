package io.tradepost.server.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import io.tradepost.mailets.RetryLater;
import io.tradepost.mailets.RetrySchedule;
import io.tradepost.server.config.TradepostConfiguration;
import io.tradepost.server.james.directory.ResolverDnsService;
import io.tradepost.server.james.queue.MailQueues;
import io.tradepost.server.james.queue.WaitingMail;
import java.time.Duration;
import java.util.Set;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.modules.server.MailetContainerModule.ProcessorsCheck;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.PropertiesProvider;

/** Puts our configuration where James looks for its files. */
final class OwnConfigurationModule extends AbstractModule {
    private final JamesConfiguration james;
    private final TradepostConfiguration ours;

    OwnConfigurationModule(JamesConfiguration james, TradepostConfiguration ours) {
        this.james = james;
        this.ours = ours;
    }

    @Override
    protected void configure() {
        bind(ConfigurationProvider.class).toInstance(james);
        bind(DNSService.class)
                .toInstance(new ResolverDnsService(
                        ours.outgoing().dnsServers(), ours.outgoing().port()));
        bind(RetrySchedule.class)
                .toInstance(new RetrySchedule(ours.delivery().retrySeconds().stream()
                        .map(seconds -> Duration.ofSeconds(seconds))
                        .toList()));
        // James insists on its own mailet against Bcc headers, which rewrites every header of every mail; ours does
        // not.
        bind(new TypeLiteral<Set<ProcessorsCheck>>() {}).toInstance(Set.of());
        bind(RetryLater.class);
        bind(WaitingMail.class).in(Scopes.SINGLETON);
        bind(MailQueues.class).in(Scopes.SINGLETON);
        bind(WaitingMail.ErrorRepository.class)
                .toInstance(new WaitingMail.ErrorRepository(MailRepositoryUrl.from("file://mail/spool-error/")));
    }

    /** James's property files: there are none. What it asks for gets its defaults, not a warning about a missing file. */
    @Provides
    @Singleton
    PropertiesProvider properties(FileSystem files, ConfigurationPath path) {
        return new PropertiesProvider(files, path) {
            @Override
            public Configuration getConfiguration(String name) {
                return new PropertiesConfiguration();
            }

            @Override
            public Configuration getConfigurations(String... names) {
                return new PropertiesConfiguration();
            }
        };
    }
}
