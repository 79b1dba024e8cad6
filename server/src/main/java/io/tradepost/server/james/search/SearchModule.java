package io.tradepost.server.james.search;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.tradepost.mailbox.search.MailboxSearchIndex;
import java.nio.file.Path;
import org.apache.james.events.EventListener;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.search.MessageSearchIndex;

/** Has James search the mailboxes in our index. */
public final class SearchModule extends AbstractModule {
    private final Path folder;

    /**
     * @param folder of the index's files
     */
    public SearchModule(Path folder) {
        this.folder = folder;
    }

    @Override
    protected void configure() {
        bind(MessageSearchIndex.class).to(MailboxSearchIndex.class);
        Multibinder.newSetBinder(binder(), EventListener.ReactiveGroupEventListener.class)
                .addBinding()
                .to(MailboxSearchIndex.class);
    }

    @Provides
    @Singleton
    MailboxSearchIndex index(
            MailboxSessionMapperFactory mappers, SessionProvider sessions, MessageId.Factory messages) {
        return new MailboxSearchIndex(mappers, sessions, messages, folder);
    }
}
