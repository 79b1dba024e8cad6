package io.tradepost.server.cli;

import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.server.rooms.Rooms;

/** Rooms that a command opened for itself, while no server runs. */
final class LocalRooms implements RoomsSource, AutoCloseable {
    private final Rooms rooms;

    LocalRooms(Rooms rooms) {
        this.rooms = rooms;
    }

    DataFolder folder() {
        return rooms.folder();
    }

    @Override
    public Rooms rooms() {
        return rooms;
    }

    @Override
    public LoadedConfiguration configuration() {
        return rooms.loaded();
    }

    @Override
    public void close() {
        rooms.close();
    }
}
