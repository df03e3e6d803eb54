package dev.plimsoll.aws.identity;

import java.util.List;

/**
 * Who a process is to AWS.
 *
 * @param source where its credentials came from, such as {@code web identity}
 * @param rights what was tried; nothing of it changes anything
 */
public record Identity(
        String source, String account, String arn, String region, List<Right> rights) {

    public Identity {
        rights = List.copyOf(rights);
    }

    /**
     * One action that was tried.
     *
     * @param action as IAM names it, such as {@code ec2:DescribeInstances}
     * @param allowed whether AWS would do it
     * @param answer what AWS said, in a word or a sentence
     */
    public record Right(String action, boolean allowed, String answer) {}
}
