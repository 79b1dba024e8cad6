package io.tradepost.server.james.imap;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import io.tradepost.server.james.search.OrderedResponseEncoder;
import io.tradepost.server.james.search.SortCommandParser;
import io.tradepost.server.james.search.SortProcessor;
import io.tradepost.server.james.search.ThreadCommandParser;
import io.tradepost.server.james.search.ThreadProcessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.MailboxTyper;
import org.apache.james.imap.decode.ImapCommandParserFactory;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.decode.main.DefaultImapDecoder;
import org.apache.james.imap.decode.parser.ListCommandParser;
import org.apache.james.imap.decode.parser.XListCommandParser;
import org.apache.james.imap.encode.ListRightsResponseEncoder;
import org.apache.james.imap.encode.StatusResponseEncoder;
import org.apache.james.imap.processor.AuthenticateProcessor;
import org.apache.james.imap.processor.CapabilityProcessor;
import org.apache.james.imap.processor.CopyProcessor;
import org.apache.james.imap.processor.DefaultProcessor;
import org.apache.james.imap.processor.DeleteProcessor;
import org.apache.james.imap.processor.EnableProcessor;
import org.apache.james.imap.processor.ExamineProcessor;
import org.apache.james.imap.processor.ExpungeProcessor;
import org.apache.james.imap.processor.IdleProcessor;
import org.apache.james.imap.processor.ListProcessor;
import org.apache.james.imap.processor.LoginProcessor;
import org.apache.james.imap.processor.MoveProcessor;
import org.apache.james.imap.processor.RenameProcessor;
import org.apache.james.imap.processor.SelectProcessor;
import org.apache.james.imap.processor.StatusProcessor;
import org.apache.james.imap.processor.StoreProcessor;
import org.apache.james.imap.processor.XListProcessor;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.modules.protocols.ImapPackage;
import org.apache.james.utils.ClassName;

/** Puts our pieces in the place of James's, and beside them those that it has not. */
public final class ImapRepairs extends AbstractModule {
    private static final Map<Class<?>, Class<?>> INSTEAD = Map.ofEntries(
            Map.entry(FetchProcessor.class, ExactFetchProcessor.class),
            Map.entry(MoveProcessor.class, AnnouncedMoveProcessor.class),
            Map.entry(CopyProcessor.class, AnnouncedCopyProcessor.class),
            Map.entry(SelectProcessor.class, AgreedSelectProcessor.class),
            Map.entry(ExamineProcessor.class, AgreedExamineProcessor.class),
            Map.entry(StatusProcessor.class, AgreedStatusProcessor.class),
            Map.entry(StoreProcessor.class, LenientStoreProcessor.class),
            Map.entry(ExpungeProcessor.class, LenientExpungeProcessor.class),
            Map.entry(IdleProcessor.class, PatientIdleProcessor.class),
            Map.entry(DeleteProcessor.class, KeptInboxDeleteProcessor.class),
            Map.entry(RenameProcessor.class, EmptiedInboxRenameProcessor.class),
            Map.entry(EnableProcessor.class, AnnouncedEnableProcessor.class),
            Map.entry(StatusResponseEncoder.class, ModifiedSetEncoder.class),
            Map.entry(ListRightsResponseEncoder.class, RequiredRightsEncoder.class),
            Map.entry(LoginProcessor.class, FurnishedLoginProcessor.class),
            Map.entry(AuthenticateProcessor.class, FurnishedAuthenticateProcessor.class),
            Map.entry(ListProcessor.class, ExactListProcessor.class),
            Map.entry(ListCommandParser.class, PatternsListParser.class));

    /** XLIST, which LIST has taken the place of (RFC 6154), and which fails. */
    private static final Set<Class<?>> LEFT_OUT = Set.of(XListProcessor.class, XListCommandParser.class);

    @Override
    protected void configure() {
        bind(CapabilityProcessor.class).to(CondstoreCapabilities.class).in(Scopes.SINGLETON);
        bind(EnableProcessor.class).to(AnnouncedEnableProcessor.class).in(Scopes.SINGLETON);
        bind(MailboxTyper.class).to(FolderRoles.class).in(Scopes.SINGLETON);
        bind(ImapPackage.class)
                .toInstance(new ImapPackage.Impl(
                        mended(ImapPackage.DEFAULT.processors(), SortProcessor.class, ThreadProcessor.class),
                        mended(ImapPackage.DEFAULT.decoders(), SortCommandParser.class, ThreadCommandParser.class),
                        mended(ImapPackage.DEFAULT.encoders(), OrderedResponseEncoder.class, EmptyQuotaEncoder.class)));
    }

    @Provides
    ImapProcessor processor(
            DefaultProcessor processor, StatusResponseFactory responses, CompressedConnections compressed) {
        return new FarewellProcessor(new StrictProcessor(processor, responses, compressed), responses);
    }

    @Provides
    ImapDecoder decoder(ImapCommandParserFactory parsers, StatusResponseFactory responses) {
        return new ExactDecoder(new DefaultImapDecoder(responses, parsers), responses);
    }

    private static ImmutableList<ClassName> mended(Collection<ClassName> classes, Class<?>... added) {
        return Stream.concat(
                        classes.stream().filter(ImapRepairs::works).map(ImapRepairs::mended),
                        Arrays.stream(added).map(one -> new ClassName(one.getCanonicalName())))
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean works(ClassName name) {
        return LEFT_OUT.stream().noneMatch(left -> left.getCanonicalName().equals(name.getName()));
    }

    private static ClassName mended(ClassName name) {
        return INSTEAD.entrySet().stream()
                .filter(entry -> entry.getKey().getCanonicalName().equals(name.getName()))
                .map(entry -> new ClassName(entry.getValue().getCanonicalName()))
                .findFirst()
                .orElse(name);
    }
}
