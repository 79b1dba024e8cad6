package io.tradepost.server.james.directory;

import io.tradepost.domain.DomainAdminException;
import io.tradepost.domain.account.Account;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.SignIn;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * James's users are our accounts. It may ask and check passwords; accounts are made and changed by our own commands only.
 *
 * <p>A disabled account still receives mail (customers go on writing to it) but can't sign in.
 */
public final class AccountUsers implements UsersRepository {
    private static final Logger LOG = LoggerFactory.getLogger(AccountUsers.class);

    private final Accounts accounts;
    private final SignInRecorder recorder;

    /**
     * Over these.
     *
     * @param recorder puts sign-ins on record
     */
    public AccountUsers(Accounts accounts, SignInRecorder recorder) {
        this.accounts = accounts;
        this.recorder = recorder;
    }

    @Override
    public boolean contains(Username name) throws UsersRepositoryException {
        Optional<AccountAddress> address = AccountAddress.parse(name.asString());
        try {
            return address.isPresent() && accounts.exists(address.get());
        } catch (DomainAdminException e) {
            throw new UsersRepositoryException("the accounts can't be asked", e);
        }
    }

    @Override
    public Publisher<Boolean> containsReactive(Username name) {
        return Mono.fromCallable(() -> contains(name));
    }

    @Override
    public boolean test(Username name, String password) throws UsersRepositoryException {
        Optional<AccountAddress> address = AccountAddress.parse(name.asString());
        if (address.isEmpty()) {
            return false;
        }
        try {
            SignIn outcome = accounts.verify(name.asString(), password);
            recorder.record(address.get(), outcome);
            if (outcome instanceof SignIn.Refused refused) {
                LOG.atInfo()
                        .addKeyValue("account", address.get())
                        .addKeyValue("reason", refused.reason())
                        .log("sign-in refused");
            }
            return outcome.accepted();
        } catch (DomainAdminException e) {
            throw new UsersRepositoryException("the password can't be checked now", e);
        }
    }

    @Override
    public int countUsers() throws UsersRepositoryException {
        return all().size();
    }

    @Override
    public Iterator<Username> list() throws UsersRepositoryException {
        return all().stream()
                .map(account -> Username.of(account.address().value()))
                .iterator();
    }

    @Override
    public Publisher<Username> listReactive() {
        return Flux.defer(() -> {
                    try {
                        return Flux.fromIterable(all());
                    } catch (UsersRepositoryException e) {
                        return Flux.error(e);
                    }
                })
                .map(account -> Username.of(account.address().value()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private List<Account> all() throws UsersRepositoryException {
        try {
            return accounts.list();
        } catch (DomainAdminException e) {
            throw new UsersRepositoryException("the accounts can't be listed", e);
        }
    }

    @Override
    public boolean supportVirtualHosting() {
        return true;
    }

    @Override
    public MailAddress getMailAddressFor(Username username) throws UsersRepositoryException {
        try {
            return username.asMailAddress();
        } catch (AddressException e) {
            throw new UsersRepositoryException("not an address: " + username.asString(), e);
        }
    }

    @Override
    public boolean isAdministrator(Username username) {
        // James's administrators may act as anyone over IMAP; ours may not (law L11).
        return false;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // the contract of James: null where there is no such user
    public @Nullable User getUserByName(Username name) throws UsersRepositoryException {
        return contains(name) ? new Known(name) : null;
    }

    @Override
    public void addUser(Username username, String password) throws UsersRepositoryException {
        throw readOnly();
    }

    @Override
    public void updateUser(User user) throws UsersRepositoryException {
        throw readOnly();
    }

    @Override
    public void removeUser(Username name) throws UsersRepositoryException {
        throw readOnly();
    }

    private static UsersRepositoryException readOnly() {
        return new UsersRepositoryException("accounts are changed with ./tradepost account");
    }

    private final class Known implements User {
        private final Username name;

        Known(Username name) {
            this.name = name;
        }

        @Override
        public Username getUserName() {
            return name;
        }

        @Override
        public boolean verifyPassword(String password) {
            try {
                return test(name, password);
            } catch (UsersRepositoryException e) {
                throw new IllegalStateException("the password can't be checked now", e);
            }
        }

        @Override
        public boolean setPassword(String password) {
            return false;
        }
    }
}
