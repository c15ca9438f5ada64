using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace EuiccSim.Api.Tests;

/// <summary>No thread of a server waits for what comes from elsewhere: nothing in its compiled code calls what waits on a thread.</summary>
public sealed class NoBlockingTests
{
    private static readonly string[] s_servers = ["EuiccSim.Http", "EuiccSim.Servers", "EuiccSim.Servers.AspNetCore", "EuiccSim.Servers.PostgreSql"];

    /// <summary>Methods that hold the thread, by the type that declares them; of Npgsql and ADO.NET those that have a twin named Async.</summary>
    private static readonly Dictionary<string, string[]> s_blocking = new()
    {
        ["Task"] = ["Wait", "WaitAll", "WaitAny", "RunSynchronously", "Run"],
        ["Task`1"] = ["get_Result"],
        ["ValueTask`1"] = ["get_Result"],
        ["Thread"] = ["Sleep", "Join"],
        ["WaitHandle"] = ["WaitOne", "WaitAll", "WaitAny"],
        ["SemaphoreSlim"] = ["Wait"],
        ["ManualResetEventSlim"] = ["Wait"],
        ["Monitor"] = ["Wait"],
    };

    /// <summary>A field of a row that has been read is in memory; and a store that is closed serves nobody any more.</summary>
    private static readonly string[] s_harmless = ["GetFieldValue", "Dispose"];

    [TestCaseSource(nameof(s_servers))]
    public void Nothing_in_a_server_waits_on_its_thread(string assembly)
    {
        MethodBase[] methods = [.. Assembly.Load(assembly).GetTypes().SelectMany(MethodsOf)];
        Assert.That(methods.Count(IsAsync), Is.GreaterThan(3), "there is something to look at");
        Assert.That(methods.SelectMany(BlockingCalls), Is.Empty);
    }

    /// <summary>What the rule is for, and what it must let pass.</summary>
    [Test]
    public void The_rule_finds_what_it_is_for()
    {
        string[] found = [.. typeof(Samples).GetNestedTypes(Own).Append(typeof(Samples)).SelectMany(MethodsOf).SelectMany(BlockingCalls)];
        foreach (string name in (string[])["Waits", "Asks", "AsksAwaiter", "AsksValue", "WaitsInside", "AsksInside"])
            Assert.That(found, Has.Some.Contains(name + ":").Or.Some.Contains($"<{name}>"), name);
        Assert.That(found, Has.None.Contains(nameof(Samples.AwaitsAsync)));
    }

    private static IEnumerable<string> BlockingCalls(MethodBase method)
    {
        MethodBase[] calls = [.. CallsOf(method)];
        string where = $"{method.DeclaringType!.FullName}.{method.Name}: ";
        foreach (MethodBase called in calls.Where(IsBlocking)) yield return $"{where}{called.DeclaringType!.Name}.{called.Name}";
        // Each await asks whether it is done before it takes the result. Whoever takes one without having asked has waited for it.
        foreach (IGrouping<Type, MethodBase> awaiter in calls.Where(IsOfAwaiter).GroupBy(called => Definition(called.DeclaringType!)))
        {
            int taken = awaiter.Count(called => called.Name == "GetResult"), asked = awaiter.Count(called => called.Name == "get_IsCompleted");
            if (taken > asked) yield return $"{where}{awaiter.Key.Name}.GetResult";
        }
    }

    private static bool IsBlocking(MethodBase called)
    {
        Type type = called.DeclaringType!;
        if (s_blocking.TryGetValue(type.Name, out string[]? names)) return names.Contains(called.Name);
        bool isDatabase = type.Namespace is "Npgsql" or "System.Data.Common" && !s_harmless.Contains(called.Name);
        return isDatabase && called is MethodInfo && type.GetMethods().Any(method => method.Name == called.Name + "Async");
    }

    private static bool IsOfAwaiter(MethodBase called) =>
        called.Name is "GetResult" or "get_IsCompleted" && typeof(INotifyCompletion).IsAssignableFrom(called.DeclaringType);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static bool IsAsync(MethodBase method) => method.Name == "MoveNext" && typeof(IAsyncStateMachine).IsAssignableFrom(method.DeclaringType);

    private static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own));

    private static IEnumerable<MethodBase> CallsOf(MethodBase method) =>
        from one in RecordTests.Instructions(method)
        where one.Code.OperandType is OperandType.InlineMethod
        let called = method.Module.ResolveMethod(one.Operand, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : [])
        where called?.DeclaringType is not null
        select called;

    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

#pragma warning disable CA1849, CA2012 // That they wait is what they are for.
    private static class Samples
    {
        internal static void Waits(Task task) => task.Wait();

        internal static int Asks(Task<int> task) => task.Result;

        internal static void AsksAwaiter(Task task) => task.GetAwaiter().GetResult();

        internal static int AsksValue(ValueTask<int> task) => task.Result;

        internal static async Task WaitsInside(Task<int> task, SemaphoreSlim semaphore)
        {
            await task;
            semaphore.Wait();
        }

        internal static async Task<int> AsksInside(Task<int> task, Task<int> other) => await task + other.GetAwaiter().GetResult();

        internal static async Task<int> AwaitsAsync(Task<int> task, ValueTask other, IAsyncEnumerable<int> many)
        {
            await other.ConfigureAwait(false);
            await foreach (int one in many) await Task.Delay(one);
            return await task + await task.ConfigureAwait(false);
        }
    }
#pragma warning restore CA1849, CA2012
}
