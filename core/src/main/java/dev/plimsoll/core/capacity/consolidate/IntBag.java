package dev.plimsoll.core.capacity.consolidate;

import java.util.Arrays;

/** Some numbers, in no order that means anything; a node has few pods, so removal may search. */
final class IntBag {

    private int[] numbers;
    private int size;

    IntBag() {
        numbers = new int[8];
    }

    IntBag(IntBag other) {
        numbers = other.numbers.clone();
        size = other.size;
    }

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    void remove(int number) {
        for (int at = 0; at < size; at++) {
            if (numbers[at] == number) {
                numbers[at] = numbers[--size];
                return;
            }
        }
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
