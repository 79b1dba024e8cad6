package io.tradepost.server.james.imap;

import java.util.Collection;
import java.util.Set;
import org.apache.james.events.Event;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventBusName;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.events.Group;
import org.apache.james.events.GroupAlreadyRegistered;
import org.apache.james.events.Registration;
import org.apache.james.events.RegistrationKey;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.base.SelectedMailboxImpl;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Where James's view of a mailbox that is being selected would begin to listen for news, has ours listen in its place and be
 * what the session has selected. James makes its own view deep inside SELECT; this is the one call of it that leaves there.
 */
record ToldSelections(EventBus events) implements EventBus {
    /** To be put on a SELECT, so that whoever listens is known to be this session. */
    static Context of(ImapSession session) {
        return Context.of(ImapSession.class, session);
    }

    @Override
    public Publisher<Registration> register(ReactiveEventListener listener, RegistrationKey key) {
        if (!(listener instanceof SelectedMailboxImpl fresh)) {
            return events.register(listener, key);
        }
        return Mono.deferContextual(context -> {
            ImapSession session = context.get(ImapSession.class);
            ToldMailbox told = new ToldMailbox(fresh, session.getMailboxSession());
            return Mono.from(events.register(told, key))
                    .doOnNext(told::registered)
                    .flatMap(listening -> session.selected(told))
                    .thenReturn(Mono::empty);
        });
    }

    @Override
    public Registration register(ReactiveEventListener listener, Group group) throws GroupAlreadyRegistered {
        return events.register(listener, group);
    }

    @Override
    public Mono<Void> dispatch(Event event, Set<RegistrationKey> keys) {
        return events.dispatch(event, keys);
    }

    @Override
    public Mono<Void> reDeliver(Group group, Event event) {
        return events.reDeliver(group, event);
    }

    @Override
    public EventBusName eventBusName() {
        return events.eventBusName();
    }

    @Override
    public Collection<Group> listRegisteredGroups() {
        return events.listRegisteredGroups();
    }
}
