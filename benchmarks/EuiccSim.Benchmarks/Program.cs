using BenchmarkDotNet.Running;
using EuiccSim.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(InstallBenchmarks).Assembly).Run(args);
