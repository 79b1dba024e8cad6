package io.tradepost.mailbox.james;

import io.tradepost.mailbox.kit.StoreOnDisk;
import io.tradepost.mailbox.quota.QuotaLimits;
import io.tradepost.mailbox.quota.QuotaUsages;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSessionUtil;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.store.mail.AnnotationMapper;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.model.AnnotationMapperTest;
import org.apache.james.mailbox.store.mail.model.MailboxMapperACLTest;
import org.apache.james.mailbox.store.mail.model.MailboxMapperTest;
import org.apache.james.mailbox.store.mail.model.MapperProvider;
import org.apache.james.mailbox.store.mail.model.MessageIdMapperTest;
import org.apache.james.mailbox.store.mail.model.MessageMapperTest;
import org.apache.james.mailbox.store.mail.model.MessageMoveTest;
import org.apache.james.mailbox.store.quota.CurrentQuotaManagerContract;
import org.apache.james.mailbox.store.quota.GenericMaxQuotaManagerTest;
import org.apache.james.mailbox.store.user.SubscriptionMapper;
import org.apache.james.mailbox.store.user.SubscriptionMapperTest;
import org.apache.james.utils.UpdatableTickingClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** James's contracts of the mappers, each over the database of the class that extends this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MapperContracts {
    private StoreOnDisk disk;

    abstract StoreOnDisk open();

    @BeforeAll
    void begin() {
        disk = open();
    }

    @AfterAll
    void end() {
        disk.close();
    }

    @AfterEach
    void clear() {
        disk.clear();
    }

    @Nested
    class Messages extends MessageMapperTest {
        @Override
        protected MapperProvider createMapperProvider() {
            return new Mappers(disk);
        }

        @Override
        protected UpdatableTickingClock updatableTickingClock() {
            return disk.clock();
        }
    }

    @Nested
    class Moves extends MessageMoveTest {
        @Override
        protected MapperProvider createMapperProvider() {
            return new Mappers(disk);
        }
    }

    @Nested
    class Copies extends MessageIdMapperTest {
        @Override
        protected MapperProvider provideMapper() {
            return new Mappers(disk);
        }

        @Override
        protected UpdatableTickingClock updatableTickingClock() {
            return disk.clock();
        }
    }

    @Nested
    class Folders extends MailboxMapperTest {
        @Override
        protected MailboxMapper createMailboxMapper() {
            return new Mappers(disk).createMailboxMapper();
        }

        @Override
        protected MailboxId generateId() {
            return new Mappers(disk).generateId();
        }
    }

    @Nested
    class Rights extends MailboxMapperACLTest {
        @Override
        protected MailboxMapper createMailboxMapper() {
            return new Mappers(disk).createMailboxMapper();
        }
    }

    @Nested
    class Annotations extends AnnotationMapperTest {
        @Override
        protected AnnotationMapper createAnnotationMapper() {
            return disk.store().mappers().createAnnotationMapper(MailboxSessionUtil.create(Username.of("benwa")));
        }

        @Override
        protected MailboxId generateMailboxId() {
            return new Mappers(disk).generateId();
        }
    }

    @Nested
    class Subscriptions extends SubscriptionMapperTest {
        @Override
        protected SubscriptionMapper createSubscriptionMapper() {
            return disk.store().mappers().createSubscriptionMapper(MailboxSessionUtil.create(Username.of("benwa")));
        }
    }

    @Nested
    class Limits extends GenericMaxQuotaManagerTest {
        @Override
        protected MaxQuotaManager provideMaxQuotaManager() {
            return new QuotaLimits(disk.store().database(), disk.clock());
        }
    }

    @Nested
    class Usages implements CurrentQuotaManagerContract {
        @Override
        public CurrentQuotaManager testee() {
            return new QuotaUsages(disk.store().database());
        }
    }
}
