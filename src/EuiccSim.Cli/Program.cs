using EuiccSim.Cli;

return await CommandLine.RunAsync(args);
