using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
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
        Assert.That(MultiString.Split<char>(text), Is.EqualTo(names));
        Assert.That(MultiString.Split<byte>(Encoding.UTF8.GetBytes(text)), Is.EqualTo(names));
    }

    [Test]
    public unsafe void A_list_that_grows_between_the_two_calls_is_asked_for_again()
    {
        Queue<string> lists = new(["A\0\0", "A\0Bé\0\0", "A\0Bé\0\0", "A\0Bé\0\0"]);
        uint result = MultiString.Read<byte>(
            (byte* text, ref uint length) =>
            {
                byte[] now = Encoding.UTF8.GetBytes(lists.Dequeue());
                uint room = length;
                length = (uint)now.Length;
                if (text is null) return Scard.Success;
                if (room < now.Length) return Scard.InsufficientBuffer;
                now.CopyTo(new Span<byte>(text, (int)room));
                return Scard.Success;
            },
            out string[] names);
        Assert.That((result, lists.Count), Is.EqualTo((Scard.Success, 0)));
        Assert.That(names, Is.EqualTo(new[] { "A", "Bé" }));
    }

    /// <summary>What the function of each system sees, at the offsets of its header, and what is read of what it writes there.</summary>
    [TestCase(0, 16, 20, 24, 28, 64, TestName = "Windows is told names in UTF-16")]
    [TestCase(1, 16, 24, 32, 40, 80, TestName = "Pcsc-lite is told names in UTF-8")]
    [TestCase(2, 16, 20, 24, 28, 61, TestName = "MacOS is told names in UTF-8")]
    public void States_are_handed_over_and_back(int system, int known, int now, int atrLength, int atr, int size)
    {
        ReaderStatus[] readers = [new("Lesegerät 1", 0x00020010), new("B", 0)];
        byte[] expected = Convert.FromHexString("3B9F96803FC7828031E073FE2117674555494353494D33");
        unsafe uint Answer(byte* table, uint count)
        {
            Assert.That(count, Is.EqualTo(2));
            byte* name = *(byte**)table;
            string text = system == 0 ? Marshal.PtrToStringUni((nint)name)! : Marshal.PtrToStringUTF8((nint)name)!;
            Assert.That((text, *(uint*)(table + known)), Is.EqualTo(("Lesegerät 1", 0x00020010u)));
            Assert.That(*(uint*)(table + size + known), Is.Zero);
            byte* second = table + size;
            *(uint*)(second + now) = 0x00010022;
            *(uint*)(second + atrLength) = (uint)expected.Length;
            expected.CopyTo(new Span<byte>(second + atr, expected.Length));
            return Scard.Timeout;
        }
        unsafe
        {
            uint result = system switch
            {
                0 => ReaderStateTable<WindowsReaderState>.Call(readers, (states, count) => Answer((byte*)states, count)),
                1 => ReaderStateTable<PcscLiteReaderState>.Call(readers, (states, count) => Answer((byte*)states, count)),
                _ => ReaderStateTable<MacReaderState>.Call(readers, (states, count) => Answer((byte*)states, count)),
            };
            Assert.That(result, Is.EqualTo(Scard.Timeout));
        }
        Assert.That((readers[1].Now, readers[0].Now), Is.EqualTo((0x00010022u, 0u)));
        Assert.That(readers[1].Atr, Is.EqualTo(expected));
        Assert.That(readers[0].Atr, Is.Empty);
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
