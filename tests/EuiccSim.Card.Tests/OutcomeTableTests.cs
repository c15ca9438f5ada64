using System.Reflection;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Tests;

namespace EuiccSim.Card.Tests;

/// <summary>docs/outcomes.md has every function with every result, and its tests exist.</summary>
public sealed class OutcomeTableTests
{
    private static readonly List<string[]> Rows = Read();

    [Test]
    public void Every_result_of_every_function_has_its_row()
    {
        HashSet<string> outcomes = [.. Rows.Select(row => row[1])];
        foreach (Type results in Results())
        {
            foreach (object value in Enum.GetValuesAsUnderlyingType(results))
            {
                string number = $"({value})", name = Enum.GetName(results, value)!;
                bool isThere = outcomes.Contains($"{results.Name}.{name} {number}");
                Assert.That(isThere, $"no row for {results.Name}.{name} {number}");
            }
        }
    }

    [Test]
    public void Every_function_has_its_success()
    {
        HashSet<string> functions = [.. Rows.Select(row => row[0])];
        HashSet<string> outcomes = [.. Rows.Select(row => row[1])];
        foreach (Type request in Requests())
        {
            string function = request.Name[..^"Request".Length];
            Assert.That(functions, Does.Contain(function));
            Type response = request.GetInterfaces().Single(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEs10Request<>))
                .GetGenericArguments()[0];
            bool isChoice = response.GetNestedType("Ok") is not null;
            if (isChoice) Assert.That(outcomes, Does.Contain($"{response.Name}.Ok"));
        }
    }

    [Test]
    public void Every_row_of_a_result_names_one_that_exists()
    {
        HashSet<string> names = [.. Results().SelectMany(results =>
            Enum.GetValuesAsUnderlyingType(results).Cast<object>().Select(value => $"{results.Name}.{Enum.GetName(results, value)} ({value})"))];
        foreach (string[] row in Rows.Where(row => row[1].EndsWith(')'))) Assert.That(names, Does.Contain(row[1]));
    }

    [Test]
    public void Every_cell_is_filled_and_every_test_exists()
    {
        foreach (string[] row in Rows)
        {
            Assert.That(row, Has.Length.EqualTo(3).And.All.Not.Empty, string.Join(" | ", row));
            if (row[2].StartsWith("cannot occur: ", StringComparison.Ordinal)) continue;
            foreach (string test in row[2].Split(", ")) Assert.That(IsTest(test), $"{test} is no test");
        }
        Assert.That(Rows, Has.Count.GreaterThan(100));
    }

    [Test]
    public void No_row_is_there_twice() => Assert.That(Rows.Select(row => $"{row[0]} {row[1]}"), Is.Unique);

    private static bool IsTest(string name)
    {
        int dot = name.LastIndexOf('.');
        MethodInfo? method = typeof(OutcomeTableTests).Assembly.GetType($"EuiccSim.Card.Tests.{name[..dot]}")?.GetMethod(name[(dot + 1)..]);
        return method is not null && method.GetCustomAttributes().Any(one => one is TestAttribute or TestCaseAttribute or TestCaseSourceAttribute);
    }

    /// <summary>The enumerations that stand for results: those of ES10's messages, and those of the ProfileInstallationResult.</summary>
    private static IEnumerable<Type> Results() => InNamespacesOfEs10()
        .Where(type => type.IsEnum && type.GetCustomAttribute<FlagsAttribute>() is null && type != typeof(EuiccCategory))
        .Concat([typeof(BppCommandId), typeof(ErrorReason)]);

    private static IEnumerable<Type> Requests() => InNamespacesOfEs10().Where(type =>
        type.IsClass && type.DeclaringType is null && type.Name.EndsWith("Request", StringComparison.Ordinal)
        && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEs10Request<>)));

    private static IEnumerable<Type> InNamespacesOfEs10()
    {
        string?[] namespaces = [typeof(SetDefaultDpAddressRequest).Namespace, typeof(LoadCrlRequest).Namespace, typeof(EnableProfileRequest).Namespace];
        return typeof(LoadCrlRequest).Assembly.GetExportedTypes().Where(type => namespaces.Contains(type.Namespace));
    }

    private static List<string[]> Read()
    {
        return
        [
            .. File.ReadAllLines(Clone.PathOf("docs", "outcomes.md"))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| function ", StringComparison.Ordinal)
                    && !line.StartsWith("| question ", StringComparison.Ordinal))
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ];
    }
}
