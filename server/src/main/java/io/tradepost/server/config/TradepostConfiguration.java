package io.tradepost.server.config;

import io.tradepost.trade.adapter.Platform;
import java.util.List;
import java.util.Optional;

/**
 * Everything that {@code tradepost.yaml} can say. In YAML the names are written with hyphens ({@code max-message-size}).
 *
 * @param company    the company's name, for people
 * @param hostname   the name this server gives in greetings, EHLO and Received lines (RFC 5321 section 4.1.1.1)
 * @param domains    the company's own mail domains; the first is the default
 * @param postmaster where the server's own reports go (RFC 5321 section 4.5.1)
 */
public record TradepostConfiguration(
        String company,
        String hostname,
        List<String> domains,
        String postmaster,
        Smtp smtp,
        Imap imap,
        Http http,
        Tls tls,
        Database database,
        Catalog catalog,
        Trade trade,
        Outgoing outgoing,
        Delivery delivery,
        Archive archive) {

    /**
     * The doors for mail. A port of 0 closes a door.
     *
     * @param bind            address to listen on
     * @param port            from the world, no sign-in (25)
     * @param submissionPort  from staff, STARTTLS and sign-in (587; RFC 6409)
     * @param submissionsPort from staff, TLS from the first byte (465; RFC 8314 section 3.3)
     * @param maxMessageSize  bytes; larger mail is refused with 552
     * @param maxConnections  at once, per door
     * @param maxConnectionsPerAddress at once, per door and client address
     */
    public record Smtp(
            String bind,
            int port,
            int submissionPort,
            int submissionsPort,
            long maxMessageSize,
            int maxConnections,
            int maxConnectionsPerAddress) {}

    /**
     * The doors for mail clients.
     *
     * @param port           STARTTLS (143)
     * @param tlsPort        TLS from the first byte (993)
     * @param maxLiteralSize bytes of one APPENDed message
     * @param maxConnections at once, per door
     * @param maxConnectionsPerAddress at once, per door and client address
     */
    public record Imap(
            String bind,
            int port,
            int tlsPort,
            long maxLiteralSize,
            int maxConnections,
            int maxConnectionsPerAddress) {}

    /**
     * The REST API and console.
     *
     * @param publicMetrics whether {@code /metrics} answers without a token
     */
    public record Http(String bind, int port, boolean publicMetrics) {}

    /**
     * PEM files; both or neither. Without them a self-signed certificate is made on first start.
     */
    public record Tls(Optional<String> certificate, Optional<String> privateKey) {}

    /**
     * Accounts and mailboxes. Without a URL an embedded database in the data folder is used.
     *
     * @param url  {@code jdbc:mariadb://…}
     * @param poolSize connections at most, for each of the two pools
     */
    public record Database(
            Optional<String> url,
            Optional<String> user,
            Optional<Secret> password,
            Optional<String> passwordFile,
            int poolSize) {}

    /** The archive's derived catalog. Without a URL: the database above if one is set, else an embedded one. */
    public record Catalog(
            Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<String> passwordFile) {}

    /**
     * The trade database, of which five views are read.
     *
     * @param sample          use the built-in sample data
     * @param platform        {@code views} if they stand in the database, else the platform over whose tables they are read
     * @param tablePrefix     what the names of the platform's tables begin with; empty for its usual one
     * @param entity          which company, where one installation of the platform serves several
     * @param refreshSeconds  between two looks for changes
     */
    public record Trade(
            boolean sample,
            Platform platform,
            Optional<String> tablePrefix,
            int entity,
            Optional<String> url,
            Optional<String> user,
            Optional<Secret> password,
            Optional<String> passwordFile,
            int refreshSeconds) {}

    /**
     * Mail that leaves the company.
     *
     * @param mode       {@code direct} to each domain's MX, {@code smart-host}, or {@code hold}: archived and kept, not sent
     * @param port       port of remote servers in direct mode (25)
     * @param dnsServers resolvers as {@code address} or {@code address:port}; empty for the system's
     * @param retries    waits between attempts, in seconds, the last one repeated until {@code giveUpAfterSeconds}
     * @param giveUpAfterSeconds when the sender gets a bounce (RFC 5321 section 4.5.4.1 asks for 4–5 days)
     */
    public record Outgoing(
            Mode mode,
            SmartHost smartHost,
            int port,
            List<String> dnsServers,
            List<Integer> retries,
            int giveUpAfterSeconds,
            List<String> sendingAddresses) {
        /** How mail leaves. */
        public enum Mode {
            DIRECT,
            SMART_HOST,
            HOLD
        }
    }

    /**
     * A relay that takes all outgoing mail.
     *
     * @param tls {@code none}, {@code starttls} (required) or {@code tls}
     */
    public record SmartHost(
            Optional<String> host,
            int port,
            TlsMode tls,
            Optional<String> user,
            Optional<Secret> password,
            Optional<String> passwordFile,
            boolean trustAnyCertificate) {
        /** How the connection is protected. */
        public enum TlsMode {
            NONE,
            STARTTLS,
            TLS
        }
    }

    /**
     * The flow inside.
     *
     * @param threads       messages worked on at once
     * @param retrySeconds  waits of a message that could not be archived or delivered for a reason of ours; the last one
     *                      is repeated without end
     */
    public record Delivery(int threads, List<Integer> retrySeconds) {}

    /**
     * The archive.
     *
     * @param folder        where the journal stands; empty for {@code archive} in the data folder
     * @param minFreeBytes  below this much free disk new mail is turned away for now (452)
     * @param segmentBytes  size at which a journal segment is sealed
     * @param masterKey     where the key is that wraps the keys of all mail; empty for {@code keys/master.key} in the
     *                      archive, made at the first start
     * @param store         where sealed segments are kept
     * @param previousMasterKey where the one before is found while the master key is changed; empty for nowhere
     * @param access        what reading it takes
     * @param extraction    how the text of attachments is read
     * @param proof         how it proves itself
     * @param export        files of exports that are fetched over REST
     */
    public record Archive(
            Optional<String> folder,
            long minFreeBytes,
            long segmentBytes,
            MasterKey masterKey,
            MasterKey previousMasterKey,
            Store store,
            Index index,
            Access access,
            Extraction extraction,
            Proof proof,
            Export export) {}

    /**
     * Files of exports that are fetched over REST.
     *
     * @param keepDays deleted so many days after they were finished
     */
    public record Export(int keepDays) {}

    /**
     * Where sealed segments are kept.
     *
     * @param kind          {@code here}: in the archive's folder, read-only; {@code folder}; or {@code s3}
     * @param folder        of kind folder, perhaps on another disk
     * @param bucket        of kind s3; with versioning and Object Lock
     * @param prefix        before the names of objects
     * @param region        of the bucket
     * @param endpoint      URL of another provider than AWS
     * @param accessKey     without one, credentials come from the AWS environment
     * @param pathStyle     the bucket stands in the path instead of the host's name
     * @param retainDays    for so many days nobody can delete an object (Object Lock, compliance mode)
     * @param keepLocal     so many of the newest sealed segments stay in the archive's folder too; -1 for all
     * @param cacheBytes    most bytes kept here of what was read from the bucket
     */
    public record Store(
            Kind kind,
            Optional<String> folder,
            Optional<String> bucket,
            String prefix,
            String region,
            Optional<String> endpoint,
            Optional<String> accessKey,
            Optional<Secret> secretKey,
            Optional<String> secretKeyFile,
            boolean pathStyle,
            int retainDays,
            int keepLocal,
            long cacheBytes) {
        /** What keeps them. */
        public enum Kind {
            HERE,
            FOLDER,
            S3
        }
    }

    /**
     * Where a master key is: 32 bytes, as 64 hexadecimal digits or in Base64. One of the three at most.
     *
     * @param file     a file that only the server may read
     * @param variable name of an environment variable
     * @param command  a program that prints it, with its arguments; run without a shell
     */
    public record MasterKey(Optional<String> file, Optional<String> variable, List<String> command) {}

    /**
     * The full-text index.
     *
     * @param engine {@code lucene} in the archive's folder, or {@code opensearch} in a cluster
     * @param hosts  of the cluster, {@code https://host:9200}; when one does not answer the next is asked
     * @param name   of the index in the cluster
     */
    public record Index(
            Engine engine,
            List<String> hosts,
            Optional<String> user,
            Optional<Secret> password,
            Optional<String> passwordFile,
            String name) {
        /** What keeps the index. */
        public enum Engine {
            LUCENE,
            OPENSEARCH
        }
    }

    /**
     * Reading other people's mail.
     *
     * @param purpose      whether officers and operators must say what for
     * @param knownPurposes the purposes there are
     * @param privateHours how long an approval to read one private message may be used
     */
    public record Access(Purpose purpose, List<String> knownPurposes, int privateHours) {
        /** Whether a purpose must be said. */
        public enum Purpose {
            OPTIONAL,
            REQUIRED
        }
    }

    /**
     * Reading the text of attachments, in processes of their own.
     *
     * @param enabled   whether attachments are read at all
     * @param processes documents read at once
     * @param memory    MiB of heap of each process
     * @param seconds   longest time for one document
     * @param maxBytes  larger attachments are not read
     */
    public record Extraction(boolean enabled, int processes, int memory, int seconds, long maxBytes) {}

    /**
     * How the archive proves itself.
     *
     * @param origin            name of its log in checkpoints (C2SP tlog-checkpoint); empty for the host's name and {@code /archive}
     * @param checkpointSeconds time between checkpoints, if something came meanwhile
     * @param folders           second places: folders on disks of somebody else
     * @param mailTo            second places: mail addresses outside
     * @param mailSeconds       time between two such mails
     * @param s3                second place: a bucket of somebody else
     */
    public record Proof(
            Optional<String> origin,
            int checkpointSeconds,
            List<String> folders,
            EvidenceBucket s3,
            List<String> mailTo,
            int mailSeconds,
            Timestamp timestamp) {}

    /**
     * A time-stamp authority (RFC 3161).
     *
     * @param url          where it is asked; empty for none
     * @param policy       object identifier that it must stamp under, if any
     * @param certificates PEM file of the certificates that its own must lead to
     * @param everySeconds time between stamps
     */
    public record Timestamp(
            Optional<String> url, Optional<String> policy, Optional<String> certificates, int everySeconds) {}
}
