package dev.plimsoll.cli;

import dev.plimsoll.aws.prices.PriceList;
import dev.plimsoll.aws.prices.PriceListException;
import dev.plimsoll.capacity.PriceFile;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a price file with what AWS says now. */
@Command(
        name = "prices",
        description = {
            "Write what AWS asks for an hour of each instance type of a region, as a price file.",
            "",
            "These are on-demand prices for Linux and shared tenancy, and with them what a node of"
                + " the type offers under EKS. plan reshape and plan consolidate read the file by"
                + " --prices; without one they use the prices that ship with the program. It needs"
                + " the rights pricing:GetProducts and ec2:DescribeInstanceTypes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} aws prices --region eu-west-1 > prices.csv",
            "  ${ROOT-COMMAND-NAME} plan reshape --prices prices.csv"
        })
final class AwsPricesCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(
            names = "--region",
            required = true,
            paramLabel = "REGION",
            description = "Whose prices, such as eu-west-1.")
    private String region = "";

    AwsPricesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try {
            PriceFile.write(new PriceList().of(region), shell.out());
            return 0;
        } catch (PriceListException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
