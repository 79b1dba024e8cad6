package io.tradepost.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The root, which does nothing itself. */
@CommandLine.Command(
        name = "tradepost",
        versionProvider = VersionCommand.Line.class,
        subcommands = {
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            InitCommand.class,
            AccountCommand.class,
            GroupCommand.class,
            TokenCommand.class,
            ArchiveCommand.class,
            QueueCommand.class,
            MailboxCommand.class,
            TradeCommand.class,
            DomainCommand.class,
            VersionCommand.class,
            FastStartCommand.class
        })
final class TradepostCommand {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true)
    private boolean version;

    boolean version() {
        return version;
    }

    CommonOptions options() {
        return options;
    }
}
