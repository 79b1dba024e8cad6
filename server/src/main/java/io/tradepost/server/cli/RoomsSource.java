package io.tradepost.server.cli;

import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.rooms.Rooms;

/** Where a command gets the rooms from: the running server's, or opened for this one command. */
interface RoomsSource {
    /** The rooms; opened now if they are not. */
    Rooms rooms();

    /** The configuration, without opening any room. */
    LoadedConfiguration configuration();
}
