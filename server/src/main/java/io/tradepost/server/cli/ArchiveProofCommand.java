package io.tradepost.server.cli;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.json.ProofJson;
import io.tradepost.archive.proof.ConsistencyProof;
import io.tradepost.archive.proof.InclusionProof;
import io.tradepost.archive.proof.PlaceState;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.place.MailedEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signed heads of the archive, proofs by them, and second places. */
final class ArchiveProofCommand {
    private ArchiveProofCommand() {}

    /** Signs the head over everything that is archived now. */
    @CommandLine.Command(name = "checkpoint")
    static final class Checkpoint extends Command {
        @Option(names = "--stamp")
        private boolean stamp;

        @Option(names = "--rotate-key")
        private boolean rotate;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            ProofDesk desk = context.rooms().archive().proofs();
            context.audit("checkpoint", rotate ? "rotate-key" : "", Map.of());
            if (rotate) {
                VerifierKey key = desk.rotateKey();
                context.err().println(context.text("proof.key", key.text()));
            }
            SignedCheckpoint signed = desk.checkpoint();
            boolean stamped =
                    stamp ? desk.stampNow() : desk.token(signed.size()).isPresent();
            if (json) {
                context.json(new ProofJson().checkpoint(signed, stamped));
            } else {
                context.out().print(new String(signed.bytes(), java.nio.charset.StandardCharsets.UTF_8));
                context.err().println(context.text(stamped ? "proof.stamped" : "proof.not-stamped"));
            }
            return stamp && !stamped ? ExitCode.PROBLEMS : ExitCode.DONE;
        }
    }

    /** Proves that a message is in the archive, or that the archive only grew. */
    @CommandLine.Command(name = "prove")
    static final class Prove extends Command {
        @Parameters(index = "0", arity = "0..1", paramLabel = "ID", descriptionKey = "ID")
        private @Nullable String id;

        @Option(names = "--from", paramLabel = "SIZE")
        private @Nullable Long from;

        @Option(names = "--to", paramLabel = "SIZE")
        private @Nullable Long to;

        @Override
        int run(CommandContext context) {
            String message = id;
            Long first = from;
            Long second = to;
            if (message != null && first == null && second == null) {
                context.json(new ProofJson().inclusion(inclusion(context, Parsing.messageId(message))));
            } else if (message == null && first != null && second != null) {
                ProofDesk desk = context.rooms().archive().proofs();
                ConsistencyProof proof = desk.prove(first, second)
                        .orElseThrow(() -> new CommandFailure("proof.no-checkpoint", first, second));
                context.json(new ProofJson().consistency(proof));
            } else {
                throw new CommandFailure("proof.what");
            }
            return ExitCode.DONE;
        }

        private static InclusionProof inclusion(CommandContext context, MessageId message) {
            return ArchiveCommand.readable(context)
                    .prove(message, context.reader())
                    .orElseThrow(() -> new CommandFailure("archive.unknown", message));
        }
    }

    /** The second places. */
    @CommandLine.Command(
            name = "witness",
            subcommands = {WitnessList.class, WitnessCheck.class, WitnessUnpack.class})
    static final class Witness {}

    /** How it stands with each. */
    @CommandLine.Command(name = "list")
    static final class WitnessList extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            return print(context, context.rooms().archive().proofs().places(), json);
        }
    }

    /** Brings each up to date now. */
    @CommandLine.Command(name = "check")
    static final class WitnessCheck extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            ProofDesk desk = context.rooms().archive().proofs();
            if (desk.newest().isEmpty()) {
                desk.checkpoint();
            }
            return print(context, desk.publishNow(), json);
        }
    }

    /** Makes a second place of mailed evidence. */
    @CommandLine.Command(name = "unpack")
    static final class WitnessUnpack extends Command {
        @Parameters(index = "0", paramLabel = "FOLDER", descriptionKey = "FOLDER")
        private String folder;

        @Parameters(index = "1", arity = "1..*", paramLabel = "MAIL", descriptionKey = "MAIL")
        private List<String> mails = List.of();

        @Override
        int run(CommandContext context) throws IOException {
            MailedEvidence place = new MailedEvidence(context.resolve(folder));
            int files = 0;
            for (String mail : mails) {
                try (InputStream in = Files.newInputStream(context.resolve(mail))) {
                    files += place.unpack(in);
                }
            }
            context.say("proof.unpacked", files, mails.size());
            return files > 0 ? ExitCode.DONE : ExitCode.PROBLEMS;
        }
    }

    private static int print(CommandContext context, List<PlaceState> places, boolean json) {
        if (json) {
            context.json(new ProofJson().places(places));
        } else if (places.isEmpty()) {
            context.say("proof.no-places");
        } else {
            Table table = new Table(
                    context.text("column.place"), context.text("column.published"), context.text("column.state"));
            places.forEach(place -> table.row(place.name(), Long.toString(place.published()), place.state()));
            table.print(context.out(), context.width());
        }
        return places.stream().allMatch(PlaceState::ok) ? ExitCode.DONE : ExitCode.PROBLEMS;
    }
}
