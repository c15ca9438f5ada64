using System.Reflection;
using System.Runtime.CompilerServices;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.Tests.SmDp.Orders;

/// <summary>What "with" begins with is written by hand, and must have all that a profile has but its name as a part of an order.</summary>
internal sealed class ProfileCopyTests
{
    [Test]
    public void A_copy_has_each_field_but_the_name()
    {
        Profile profile = (Profile)RuntimeHelpers.GetUninitializedObject(typeof(Profile));
        FieldInfo[] fields = [.. typeof(Profile).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Where(field => field.FieldType != typeof(PartName))];
        Assert.That(fields, Has.Length.GreaterThanOrEqualTo(6));
        foreach (FieldInfo field in fields) field.SetValue(profile, ValueOf(field.FieldType));
        Profile copy = profile with { };
        foreach (FieldInfo field in fields) Assert.That(field.GetValue(copy), Is.EqualTo(field.GetValue(profile)), field.Name);
    }

    /// <summary>Anything but the default.</summary>
    private static object ValueOf(Type type) => type == typeof(string) ? "x" : RuntimeHelpers.GetUninitializedObject(Nullable.GetUnderlyingType(type) ?? type);
}
