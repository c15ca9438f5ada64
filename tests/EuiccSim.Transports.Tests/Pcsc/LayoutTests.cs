using System.Runtime.CompilerServices;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Tests.Pcsc;

/// <summary>
/// Sizes and offsets of the C structures on 64-bit systems, worked out from winscard.h of the Windows SDK, pcsclite.h of pcsc-lite 1.9.9
/// (unsigned long is 8 octets) and pcsclite.h of Apple's PCSC.framework (uint32_t, and "#pragma pack(1)").
/// </summary>
internal sealed class LayoutTests
{
    [SetUp]
    public void Only_64_bits() => Assume.That(nint.Size, Is.EqualTo(8));

    [Test]
    public void Windows_has_DWORDs_of_4_octets_and_36_octets_of_ATR()
    {
        WindowsReaderState s = default;
        Assert.That(Unsafe.SizeOf<WindowsReaderState>(), Is.EqualTo(64));
        Assert.That(Offsets(ref s, ref s.Reader, ref s.UserData, ref s.CurrentState, ref s.EventState, ref s.AtrLength, ref s.Atr),
            Is.EqualTo(new[] { 0, 8, 16, 20, 24, 28 }));
        Assert.That(Unsafe.SizeOf<IoRequest32>(), Is.EqualTo(8));
    }

    [Test]
    public void Pcsc_lite_has_DWORDs_of_8_octets_and_33_octets_of_ATR()
    {
        PcscLiteReaderState s = default;
        Assert.That(Unsafe.SizeOf<PcscLiteReaderState>(), Is.EqualTo(80));
        Assert.That(Offsets(ref s, ref s.Reader, ref s.UserData, ref s.CurrentState, ref s.EventState, ref s.AtrLength, ref s.Atr),
            Is.EqualTo(new[] { 0, 8, 16, 24, 32, 40 }));
        Assert.That(Unsafe.SizeOf<PcscLiteIoRequest>(), Is.EqualTo(16));
    }

    [Test]
    public void MacOS_has_DWORDs_of_4_octets_and_33_octets_of_ATR_without_padding()
    {
        MacReaderState s = default;
        Assert.That(Unsafe.SizeOf<MacReaderState>(), Is.EqualTo(61));
        Assert.That(Offsets(ref s, ref s.Reader, ref s.UserData, ref s.CurrentState, ref s.EventState, ref s.AtrLength, ref s.Atr),
            Is.EqualTo(new[] { 0, 8, 16, 20, 24, 28 }));
    }

    [Test]
    public void Control_codes_differ_by_system()
    {
        // CM_IOCTL_GET_FEATURE_REQUEST: PC/SC Part 10; 0x42000000 + 3400 in reader.h of pcsc-lite, 0x313520 in winsmcrd.h.
        Assert.That(new PcscLite().ControlCode(3400), Is.EqualTo(0x42000D48));
        Assert.That(new PcscFramework().ControlCode(3400), Is.EqualTo(0x42000D48));
        Assert.That(new Winscard().ControlCode(3400), Is.EqualTo(0x00313520));
    }

    [TestCase("", new string[0])]
    [TestCase("\0", new string[0])]
    [TestCase("A\0\0", new[] { "A" })]
    [TestCase("Virtual PCD 00 00\0Lesegerät 1\0\0rest", new[] { "Virtual PCD 00 00", "Lesegerät 1" })]
    public void A_list_of_names_ends_with_an_empty_one(string text, string[] names)
    {
        Assert.That(MultiString.Split(text), Is.EqualTo(names));
        Assert.That(MultiString.SplitUtf8(System.Text.Encoding.UTF8.GetBytes(text)), Is.EqualTo(names));
    }

    private static int[] Offsets<TStruct, TDword, TAtr>(
        ref TStruct whole, ref nint reader, ref nint userData, ref TDword current, ref TDword happened, ref TDword length, ref TAtr atr) =>
    [
        Offset(ref whole, ref reader), Offset(ref whole, ref userData), Offset(ref whole, ref current), Offset(ref whole, ref happened),
        Offset(ref whole, ref length), Offset(ref whole, ref atr),
    ];

    private static int Offset<TStruct, TField>(ref TStruct whole, ref TField field) =>
        (int)Unsafe.ByteOffset(ref Unsafe.As<TStruct, byte>(ref whole), ref Unsafe.As<TField, byte>(ref field));
}
