using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>
/// A test in which the tool says messages of these names of docs/errors.md; without names, of the one that its argument <c>name</c> has. The test
/// fails where the tool did not say them: ErrorPageTests counts them by this attribute.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SaysAttribute(params string[] names) : NUnitAttribute, IWrapTestMethod
{
    internal const string Argument = "name";

    internal IReadOnlyList<string> Names => names;

    /// <summary>The names that tests of this project say that the tool says.</summary>
    internal static IEnumerable<string> All =>
        from type in typeof(SaysAttribute).Assembly.GetTypes()
        from method in type.GetMethods()
        from says in method.GetCustomAttributes(inherit: false).OfType<SaysAttribute>()
        from name in says.Names.Count > 0 ? says.Names : says.NamesOfCases(new MethodWrapper(type, method))
        select name;

    public TestCommand Wrap(TestCommand command) => new Check(command, this);

    private IEnumerable<string> NamesOf(Test test) => names.Length > 0
        ? names
        : test.Method!.GetParameters().Zip(test.Arguments).Where(one => one.First.ParameterInfo.Name == Argument).Select(one => (string)one.Second!);

    private IEnumerable<string> NamesOfCases(MethodWrapper method) =>
        method.MethodInfo.GetCustomAttributes(inherit: false).OfType<ITestBuilder>().SelectMany(cases => cases.BuildFrom(method, null)).SelectMany(NamesOf);

    private sealed class Check(TestCommand inner, SaysAttribute says) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            context.CurrentResult = innerCommand.Execute(context);
            string[] missing = [.. says.NamesOf(Test).Except(SaidMessages.Names)];
            if (context.CurrentResult.ResultState == ResultState.Success && missing.Length > 0)
                context.CurrentResult.SetResult(ResultState.Failure, $"The tool did not say {string.Join(", ", missing)}.");
            return context.CurrentResult;
        }
    }
}
