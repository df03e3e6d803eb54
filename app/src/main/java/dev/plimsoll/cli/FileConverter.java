package dev.plimsoll.cli;

/** Takes the name of a file; an empty one, as of a variable that is not set, is a folder's. */
final class FileConverter extends NameConverter {

    FileConverter() {
        super("the name of a file");
    }
}
