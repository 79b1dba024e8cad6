package io.tradepost.server.james.imap;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.util.Collection;
import java.util.Map;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.parser.ListCommandParser;
import org.apache.james.imap.processor.CapabilityProcessor;
import org.apache.james.imap.processor.CopyProcessor;
import org.apache.james.imap.processor.DefaultProcessor;
import org.apache.james.imap.processor.ExamineProcessor;
import org.apache.james.imap.processor.MoveProcessor;
import org.apache.james.imap.processor.SelectProcessor;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.modules.protocols.ImapPackage;
import org.apache.james.utils.ClassName;

/** Puts our pieces in the place of James's. */
public final class ImapRepairs extends AbstractModule {
    private static final Map<Class<?>, Class<?>> INSTEAD = Map.of(
            FetchProcessor.class, ExactFetchProcessor.class,
            MoveProcessor.class, AnnouncedMoveProcessor.class,
            CopyProcessor.class, AnnouncedCopyProcessor.class,
            SelectProcessor.class, AgreedSelectProcessor.class,
            ExamineProcessor.class, AgreedExamineProcessor.class,
            ListCommandParser.class, AnyCaseListParser.class);

    @Override
    protected void configure() {
        bind(CapabilityProcessor.class).to(CondstoreCapabilities.class).in(Scopes.SINGLETON);
        bind(ImapPackage.class)
                .toInstance(new ImapPackage.Impl(
                        mended(ImapPackage.DEFAULT.processors()),
                        mended(ImapPackage.DEFAULT.decoders()),
                        mended(ImapPackage.DEFAULT.encoders())));
    }

    @Provides
    ImapProcessor processor(DefaultProcessor processor) {
        return new FarewellProcessor(processor);
    }

    private static ImmutableList<ClassName> mended(Collection<ClassName> classes) {
        return classes.stream().map(ImapRepairs::mended).collect(ImmutableList.toImmutableList());
    }

    private static ClassName mended(ClassName name) {
        return INSTEAD.entrySet().stream()
                .filter(entry -> entry.getKey().getCanonicalName().equals(name.getName()))
                .map(entry -> new ClassName(entry.getValue().getCanonicalName()))
                .findFirst()
                .orElse(name);
    }
}
