namespace EuiccSim.Protocol.Apdu;

/// <summary>SW1 and SW2, the last two octets of every answer. TS 102 221 §10.2, ISO/IEC 7816-4 §5.6.</summary>
/// <param name="Value">SW1 in the high octet, SW2 in the low one.</param>
public readonly record struct StatusWord(ushort Value)
{
    /// <summary>'9000': normal ending.</summary>
    public static readonly StatusWord Ok = new(0x9000);
    /// <summary>'9300': the toolkit is busy; the command can be repeated later.</summary>
    public static readonly StatusWord ToolkitBusy = new(0x9300);
    /// <summary>'6200': warning, nothing changed, no more information.</summary>
    public static readonly StatusWord Warning = new(0x6200);
    /// <summary>'6282': fewer octets than asked for, or a search without result.</summary>
    public static readonly StatusWord EndOfFile = new(0x6282);
    /// <summary>'6283': the selected file is deactivated.</summary>
    public static readonly StatusWord FileDeactivated = new(0x6283);
    /// <summary>'62F1': more data can be retrieved.</summary>
    public static readonly StatusWord MoreDataAvailable = new(0x62F1);
    /// <summary>'62F2': as '62F1', and a proactive command waits for FETCH.</summary>
    public static readonly StatusWord MoreDataAvailableAndProactive = new(0x62F2);
    /// <summary>'63F1': more data of this command is expected.</summary>
    public static readonly StatusWord MoreDataExpected = new(0x63F1);
    /// <summary>'63F2': as '63F1', and a proactive command waits for FETCH.</summary>
    public static readonly StatusWord MoreDataExpectedAndProactive = new(0x63F2);
    /// <summary>'6700': wrong length.</summary>
    public static readonly StatusWord WrongLength = new(0x6700);
    /// <summary>'6881': the logical channel is not open, or not supported.</summary>
    public static readonly StatusWord ChannelNotSupported = new(0x6881);
    /// <summary>'6882': secure messaging is not supported.</summary>
    public static readonly StatusWord SecureMessagingNotSupported = new(0x6882);
    /// <summary>'6981': the command does not fit the structure of the file.</summary>
    public static readonly StatusWord IncompatibleFileStructure = new(0x6981);
    /// <summary>'6982': an access condition is not met.</summary>
    public static readonly StatusWord SecurityStatusNotSatisfied = new(0x6982);
    /// <summary>'6983': the PIN is blocked.</summary>
    public static readonly StatusWord AuthenticationBlocked = new(0x6983);
    /// <summary>'6984': the PIN is disabled, or the file is deactivated.</summary>
    public static readonly StatusWord ReferencedDataInvalidated = new(0x6984);
    /// <summary>'6985': conditions of use not satisfied.</summary>
    public static readonly StatusWord ConditionsNotSatisfied = new(0x6985);
    /// <summary>'6986': no EF is selected.</summary>
    public static readonly StatusWord NoFileSelected = new(0x6986);
    /// <summary>'6A80': the data field cannot be understood.</summary>
    public static readonly StatusWord IncorrectData = new(0x6A80);
    /// <summary>'6A81': function not supported.</summary>
    public static readonly StatusWord FunctionNotSupported = new(0x6A81);
    /// <summary>'6A82': no such file or application.</summary>
    public static readonly StatusWord FileNotFound = new(0x6A82);
    /// <summary>'6A83': no such record.</summary>
    public static readonly StatusWord RecordNotFound = new(0x6A83);
    /// <summary>'6A84': not enough memory.</summary>
    public static readonly StatusWord NotEnoughMemory = new(0x6A84);
    /// <summary>'6A86': P1 or P2 is wrong.</summary>
    public static readonly StatusWord IncorrectParameters = new(0x6A86);
    /// <summary>'6A88': what the command refers to does not exist.</summary>
    public static readonly StatusWord ReferencedDataNotFound = new(0x6A88);
    /// <summary>'6B00': P1 and P2 point outside of the file.</summary>
    public static readonly StatusWord WrongOffset = new(0x6B00);
    /// <summary>'6D00': instruction not supported.</summary>
    public static readonly StatusWord InstructionNotSupported = new(0x6D00);
    /// <summary>'6E00': class not supported.</summary>
    public static readonly StatusWord ClassNotSupported = new(0x6E00);
    /// <summary>'6F00': technical problem, no more information.</summary>
    public static readonly StatusWord TechnicalProblem = new(0x6F00);
    /// <summary>'9850': INCREASE cannot be performed, the maximum is reached.</summary>
    public static readonly StatusWord MaximumReached = new(0x9850);
    /// <summary>'9862': AUTHENTICATE, the MAC is wrong. TS 31.102 §7.3.</summary>
    public static readonly StatusWord IncorrectMac = new(0x9862);
    /// <summary>'9864': AUTHENTICATE, the security context is not supported. TS 31.102 §7.3.</summary>
    public static readonly StatusWord SecurityContextNotSupported = new(0x9864);

    /// <summary>The first octet.</summary>
    public byte Sw1 => (byte)(Value >> 8);

    /// <summary>The second octet.</summary>
    public byte Sw2 => (byte)(Value & 0xFF);

    /// <summary>True for '9000' and for '91XX', which is the same with a proactive command pending.</summary>
    public bool IsOk => Value == 0x9000 || Sw1 == 0x91;

    /// <summary>True for '62XX' and '63XX': the command was performed, and there is something to know.</summary>
    public bool IsWarning => Sw1 is 0x62 or 0x63;

    /// <summary>'61XX': this many octets wait for GET RESPONSE; 256 and more are written '6100'.</summary>
    public static StatusWord ResponseAvailable(int length) => new((ushort)(0x6100 | (length > 0xFF ? 0 : length)));

    /// <summary>'6CXX': repeat the command with this Le; 256 is written '6C00'.</summary>
    public static StatusWord WrongLe(int length) => new((ushort)(0x6C00 | (length & 0xFF)));

    /// <summary>'63CX': verification failed, this many tries are left (at most 15 can be said).</summary>
    public static StatusWord TriesLeft(int tries) => new((ushort)(0x63C0 | Math.Min(tries, 15)));

    /// <summary>'91XX': normal ending, and a proactive command of this length waits for FETCH.</summary>
    public static StatusWord ProactiveCommand(int length) => new((ushort)(0x9100 | (length & 0xFF)));

    /// <summary>True if it is one of those that a pattern means.</summary>
    /// <param name="pattern">Hexadecimal digits, each of which may be an 'X' for any: "9000", "61XX"; "61" is the same.</param>
    public bool Matches(string pattern)
    {
        string digits = ToString(), wanted = pattern.ToUpperInvariant();
        return IsPattern(pattern) && !wanted.Where((one, i) => one != 'X' && one != digits[i]).Any();
    }

    /// <summary>True for what <see cref="Matches"/> takes: two or four digits.</summary>
    public static bool IsPattern(string text) => text.Length is 2 or 4 && text.All(one => one is 'X' or 'x' || char.IsAsciiHexDigit(one));

    /// <summary>Four hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
}
