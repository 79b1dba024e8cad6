package io.tradepost.archive.keys;

/**
 * How the keys are.
 *
 * @param master      number of the master key in use, from 1
 * @param place       where it is, for people
 * @param beside      whether it lies in the folder of what it protects
 * @param rotating    whether a change of the master key was begun and has not ended
 * @param live        keys that can be used, with those made ahead
 * @param destroyed   keys that were destroyed
 * @param waiting     live keys that are not wrapped with the newest master key yet
 * @param files       slot files
 */
public record KeyStatus(
        int master,
        String place,
        boolean beside,
        boolean rotating,
        long live,
        long destroyed,
        long waiting,
        int files) {}
