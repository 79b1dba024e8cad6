package io.tradepost.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The root, which does nothing itself. */
@CommandLine.Command(
        name = "tradepost",
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

    CommonOptions options() {
        return options;
    }
}
