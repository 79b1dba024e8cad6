-- What clients ask of a message's parts, parsed once; null for messages without parts and for those kept before.
ALTER TABLE mb_message ADD structure ${bytes};
