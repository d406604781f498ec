// SPDX-License-Identifier: GPL-2.0-or-later
// Written by scripts/make-letter-frequencies: run it to make the table again, do not edit it.
#include "indexer/source/letter_frequencies.h"

#include <array>

namespace chokepoint {
namespace {

constexpr std::array kLanguages = {
    LanguageLetters{"en", LetterGroup::kWestern, U"etaonisrhdlcumpfgwybvkxjqzéáóàçüãíäèú",
                    "67778888999::;;;<<<<=>BBDDLNOOPPPPPPP"},
    LanguageLetters{"de", LetterGroup::kWestern, U"enitrsadluhgocmbfkzpwvüäyöxßjq",
                    "567888899:::::;;;<<<<=>@AAADDE"},
    LanguageLetters{"fr", LetterGroup::kWestern, U"eisrntaoludcpméfvghbqxyàèjêzkwôîçâùûœëï",
                    "677888888999:;;<====??@AABBCDEEFIJLLOPQ"},
    LanguageLetters{"es", LetterGroup::kWestern, U"eaonrisdlctupmbfvgóháqxyjízúkwñé",
                    "67788888999::;<====>?@@@AAABDDDD"},
    LanguageLetters{"pt", LetterGroup::kWestern, U"eaorisdntmclpuvfãghbçqáxízéóõjúkyêwâàô",
                    "66688889999:::<<<===>????@@BBBCCCDDGHI"},
    LanguageLetters{"it", LetterGroup::kWestern, U"eioantlrscdpumgvzfbhèqykwàxòùéjì",
                    "6677788889::::<<<<=>@ABBCDDEFHHN"},
    LanguageLetters{"nl", LetterGroup::kWestern, U"entairodsglvkmpubhcwfjzyxéïëqó",
                    "577888899:::;;;;;<<==>?ABFGGIM"},
    LanguageLetters{"sv", LetterGroup::kWestern, U"eantrisldokgmfvpäuöcbhåyjxwzq",
                    "7777788899:::;;;;;<====>@@DGG"},
    LanguageLetters{"da", LetterGroup::kWestern, U"erntilsadkogfmuvpbæhyøjåcxéwzqí",
                    "577788889999::;;<<>>>>???CEEGJQ"},
    LanguageLetters{"nb", LetterGroup::kWestern, U"ertnilsakogdmvfpubåhyjøcxæwzéq",
                    "6778888889::::;;;<=>>>>ADDFIIL"},
    LanguageLetters{"fi", LetterGroup::kWestern, U"tieansolkuärmvypdhjöbcgfxwzqš",
                    "66778888999:::;;<<<@@@@ABDGIO"},
    LanguageLetters{"is", LetterGroup::kWestern, U"iarnetlskgðumfdváyhpobæíjþóúöýxcéwqz",
                    "77777899999:::;;;<<<===>>>>??BBBCFJJ"},
    LanguageLetters{"ca", LetterGroup::kWestern, U"easirtnlodcupmfgbxvhóqàéízèjçòyúkïwü",
                    "66788888899:::<<<==>>>??ABBBBCCCDEFG"},
    LanguageLetters{"ga", LetterGroup::kWestern, U"aihnretcosldmágíbufépúóxwkyvzjq",
                    "677788899999:;;;<<<===>DEFGGHHL"},
    LanguageLetters{"sq", LetterGroup::kWestern, U"ietrëansumpolkhjdgfbcvyzqxçw",
                    "77778888999::::::;;<>>>?AACC"},
    LanguageLetters{"pl", LetterGroup::kCentral, U"aieonzwtrsypckdulmjgbłżąęśćhófńźxvq",
                    "77778999999::::::;;<<==>>>>>>?BEEFI"},
    LanguageLetters{"cs", LetterGroup::kCentral, U"oenatsprvuliíkdzmácbyhjřčéžýěgšfůxwúóňqťď",
                    "7788899999::::::;;;;<<<<===>>???@ADDEFGIJ"},
    LanguageLetters{"sk", LetterGroup::kCentral, U"oaenirtsvpkudlmzbácyhjíčťúýéžľfšgxôóäňwďĺqŕ",
                    "7778889999::::;;;;;<<<=======???@ADDEEEGGLN"},
    LanguageLetters{"hu", LetterGroup::kCentral, U"eatlsnkzráoimégvhybdpjfcíóuöőüúűxwq",
                    "77788999999::::;;<<<<<=====>>?ABCFJ"},
    LanguageLetters{"sl", LetterGroup::kCentral, U"aeoinrtvspkldjmzubčgchšžfxwyq",
                    "67777899999:::::<<<<>>>@BDEEI"},
    LanguageLetters{"hr", LetterGroup::kCentral, U"aeionrtjskpudlvmzgbcčšćfhžđxywȏqô",
                    "67778889999:::::;<<=>??@@@BCDDHIK"},
    LanguageLetters{"ro", LetterGroup::kCentral, U"eiatrnuclsodpămfbvzgîţțşhșxâjkwyq",
                    "67778889999:::;<===>???????BCDDEJ"},
    LanguageLetters{"tr", LetterGroup::kTurkish, U"aielnrıdtksmyuobşçgzücğpvhöfxwjqâî",
                    "677788999999:::;<<<<<===>>>?DEHHLQ"},
    LanguageLetters{"lt", LetterGroup::kBaltic, U"iasteornkumlpdvgyjšėbųąįfžcčūzęhxwq",
                    "6678888899:::;<<<<<==>>>???AABBBDDI"},
    LanguageLetters{"lv", LetterGroup::kBaltic, U"aitsernuoklmāpdvēzjīgbšcfņūļhķxžģwyqč",
                    "6777889999:::::;;;<<<==>?@@@CCDDFFFKM"},
    LanguageLetters{"et", LetterGroup::kBaltic, U"aietslunkodmrvgpäjõbhüfcxöywzqžš",
                    "6677788999999:;;<<===>>ACDEEIJLM"},
    LanguageLetters{"ru", LetterGroup::kCyrillic, U"оеаинтрслвпкдмуязьыбйчгжфцюхшщэёъ",
                    "7777889999::::;;;;;<<==>>????@BCE"},
    LanguageLetters{"uk", LetterGroup::kCyrillic, U"оаниевтріксдлпумязбчйьгжцєфхюшїщґ",
                    "77788889999:::::;;<====>>>????@AK"},
    LanguageLetters{"be", LetterGroup::kCyrillic, U"аныркелідтвпцсямозуьўэчгбйшфюжхё",
                    "58999999:::::::::::;;<<<=>>????C"},
    LanguageLetters{"bg", LetterGroup::kCyrillic, U"аениотрсвдпзлкмъябучгжйфцшщхюѐѝ",
                    "677778899:::::;<<===>>>>??@@CIM"},
    LanguageLetters{"sr", LetterGroup::kCyrillic, U"аеионртсукпдвмзјлбгњчшљцжћхфђџ",
                    "677788999999::;;;<====>>?@AAAN"},
    LanguageLetters{"mk", LetterGroup::kCyrillic, U"аеотинрдвкмсплзујбгчжшњцфѓќхџ",
                    "577788999::::;;;<<==>>>>ADEFK"},
    LanguageLetters{"el", LetterGroup::kGreek, U"αοετνισρημπυκςίλδγήέόάχθωύφώβξζψϊ",
                    "77788899999:::;;;;;;<<<==>>??AADP"},
    LanguageLetters{"he", LetterGroup::kHebrew, U"יותלהמרנשאבקםפעדחסכגןטצזץךףִֹּ",
                    "67788899999:;;;;;<<<<==>??BMMM"},
    LanguageLetters{"ar", LetterGroup::kArabic, U"اليمترةونفعدبسحكقأصجطخغهىإذشزّثضءُئًَِظـآْؤڤٍ",
                    "667889999::::;;;<<<====>>>>????@@BBCDDDEEEFKL"},
    LanguageLetters{"fa", LetterGroup::kArabic, U"انردهتیيومبشسخپلزگفکكٔعصجقطحچظغآذّضثأژًئءَِ",
                    "67778899999::;<<<<<======>>?@@ABCCCEFGGHIJL"},
    LanguageLetters{"th", LetterGroup::kThai, U"า่อรมก้นเงดัลีแไตยบสวขิทจหพคปืะใูชำถ์ฟุ็โณผซึภญธๆฐฉษศ๊ฏฝฮฆฒฎฤฑฺฅฬ",
                    "88999999::::;;;;;;;;;;<<<<<<<=======>>>?@@@AABCCFFGGGIIIKMNNOOQQQ"},
    LanguageLetters{"zh-Hans", LetterGroup::kChinese,
                    U"的用件文不数在为个使有行中出字一是定时符以或选可项输无置法名式表将如指和于设示目列要果"
                    U"对到作值标本进录据入能后号了程命前令参信所除分则您息被"
                    U"同类显制包已大新格序上认下存过这取请并器接配没量效者模当默此位变间户该库型错动务它加应"
                    U"提会系最内重组来从版支更误发查而引成小关执改建但未打换"
                    U"部删开编块非节其空只理必之码退回态含称需每写第正操软多统持度状告键通地须服串全与印密转"
                    U"启复结读区失略记处任现运自生子段合创相安次检解签义移许"
                    U"准索方交消单函始败工且代语向性因返至否由匹给容何点期等修忽仅警获面带条集调证按长隔试备"
                    U"外口排主限属问确别路级找允意保链也径装超些钥然止象端例"
                    U"整供明择连图日计起求环经规份元源达译识化视替范送完线及页少域头题得算注添禁助束址询档实"
                    U"比机围们两常载展冲归旧放功缀构帮色体导缩境终权验覆基缺"
                    U"盖弃锁群清报先知跟事窗真说志跳翻描里情偏若辑见述样共像控都具储特扩远析反原况话种还即照"
                    U"缓二么压宽省详尾把续断根决触突句尝细想递管继补较就零踪"
                    U"受仓身坏那盘访推括似增产联层秒释闭十考强留直右恢映他总齐做平高素再栈员假左适词形看传某"
                    U"待望布致手初边升收预首邮丢角插才阅响步测停聚道登历另随"
                    U"好议损异架击仍套虑言约着速资简校影书兼太搜切框绝台脚依价史流活你斜互优废射候六暂鼠短风"
                    U"钮磁隐逗母填离末际立顺各客殊截附追遇协杠屏册局划循三车"
                    U"赖赋戳销滚免充板快去额片我近哪八颜丁精人够临减滤避白味顶享硬藏差护界余针栏公游绑吗核阻"
                    U"低普菜天年负死拒订心足逻父微树媒挂簇造尚什均延独幕水声"
                    U"尽周吊光帐双频维汇嵌希克散焦便网很寻账稀疏卷渲染电寸览轮物诊激贮桌剩迟占隆监却授冒混几"
                    U"尺住让术承永绘介纯络严刷摘拥四浮国技亮私荐案距久唯典割",
                    "9;<========>>>>>>>>>>>>????????????????@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A"
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBBBBBBBBBB"
                    "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
                    "CCCCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD"
                    "DDDDDDDDDDDDDDEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE"
                    "EEEEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                    "FGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG"
                    "GGGGGGHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH"
                    "HHHHHIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIJJJJJJJJJ"
                    "JJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK"},
    LanguageLetters{"zh-Hant", LetterGroup::kChinese,
                    U"的用定檔不使為在數個式案設指有中字是選出時一以或項列目輸示位行如可名元會無入法將於作果"
                    U"要值號取到表標和程者除結區本令則顯後資格訊變這動錄符稱"
                    U"所對能前請組已新件來預分存執下大了開鍵此被置您提上重效碼引應並沒版同態類合未間第模而更"
                    U"過參支成視理當錯只內加從相方串建進最塊型回非狀空傳料工"
                    U"移誤單與之每小其代編自等換記略否至束解啟部序改套讀文按它寫立印端子正刪息度但全需生告準"
                    U"處多系發次面包窗得器統該命由任修含體機何放擇容失及援始"
                    U"忽交警制鑰連性現語完必別整期敗接譯路停關複欄轉義點安源域因明例須徑檢向頭金規外找且供境"
                    U"排色條裝服確通清屬配棄查做庫密簽也主你若份些經群試範長"
                    U"求說縮常實製功許原線保兩伺圖翻題函決地隔少覆載基級意離址限比給僅增量產證環併算追物起蓋"
                    U"衝止遠送索先尾樣段替然即廢反像尋右真圍計控識受允都化情"
                    U"白他們日蹤滑知暫顏終二儲就斷鈕較權想鼠問偏跳鎖籤似影具左素話超封留備透突軟還把嘗述頁照"
                    U"操叫帶綴信描某依隨快特疊搜析運好章遞註呼底盤輯平焦匯壓"
                    U"消強達報堆零寬繼映十適續詳括種附見才介網假細共憶導觸驗秒響迴異裡捨再管著員直測形據根集"
                    U"尺寸母割延齊打考人補際舊助缺登讓歷收致景憑切邊仍帳捲況"
                    U"掛繪尚詞三般片身游手詢順高螢幕畫跟構推注充史待退六隱協核斜階持射電覽聯閉另事閱聲太盒擴"
                    U"卻省首簡逗壞損碟派末短脫總節流額我瀏餘緩伸差絕減利護速"
                    U"哪近八殊去截業媒住戳夠互側布桌議調認填板麼升展釋唯獲維授足圈精步嗎天夾拖看佈冊優旗疏永"
                    U"復稀句藏慮水鏈銷署務心很那律家硬望稿剩偵插年雜擊紀監誌"
                    U"陣框雙返言演撤判礎公頂道磁負低初拒貯牙專便造層郵副緒早逾候亦皆界角緣匈樹採論抑舉四濾倍"
                    U"各台拉曳術臺均純星鈴背嵌半擁亮微湊循活領擬嚴月散訂貼防",
                    "9;<==========>>>>>>>>>>>>>>????????????????@@@@@@@@@@@@@@@@@@@@@@@@@@@"
                    "@@@AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
                    "BBBBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
                    "CCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD"
                    "DDDDDDEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE"
                    "EFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                    "FFFGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG"
                    "GGGGGGGGGGGGGGGHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH"
                    "HHHHHHHHHHHHHHHIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIII"
                    "IIIIIIIJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJ"},
    LanguageLetters{"ja", LetterGroup::kJapanese,
                    U"ーのますをしでンはにトルいるがスイたせてんックれなさフシリきプりタとラド定デョかァバあ"
                    U"テジレこ用アロィブセ使グサ数コ行パキメみくオら指エ合マ"
                    U"名ム表け示ポ力うだ要ェよ出設ケもめ文一っ時列字場ウ変つ値ザ効カュ実ベ成内作ボ対必ォ無失"
                    U"不除入中書ダ動再込最更終在式わユ敗可有前ャモ正関置取読"
                    U"存了告ば削チ型能間ズソえ新警同号ど認子引形配そ証付上生へおビ報開大後照以見化全現方続期"
                    U"外含明接鍵ペ情的理検信ナ部義換性番参限切先得長下位制び"
                    U"問ワヘ致ネ目分ピ選準返保発受択持始所解べ加複ニ空覧標視通署利記送じ追む別ハ語個や意起識"
                    U"確約索自集代ず単初小ミ他際ぎ構共法求適ホゲ常画状日処算"
                    U"ガ囲当完回者態許止張割異拡範暗属非ち移想結例応機命順演予整容待素度計頭区次元項ゴ進呼未"
                    U"各令秒互特権古様縮端果境本操決与装圧改重既注向言白体違"
                    U"復旧扱環側題件連並辞組査多両点録条幅ツ序像相超印詳直釈符規依試来象省略細築味末挿句帰親"
                    U"提域統第何替訳戻済供量尾翻格述層庫過御押展密優論右線刻"
                    U"少比停安析誤答破ヒ種左経描管強競足色継較仮否備遅残等領断ゾ類二編高壊納探係補手基詰ゼ拒"
                    U"身説登今倍損由修周短ご添人価ノ知低秘承宣延副達避ろ浮却"
                    U"去平ょ公余併刷絶専功渡製須固埋害造物閉増矢討推抑界隔電従影反消づ突因ぐ十考負調抽速候近"
                    U"業繰冗転毎和護積降般辿精評廃原禁永差事段任純逆隠阻疑偽"
                    U"響似群奨立歴欠排減混棄月防収履到深離英稼留版伴局ぞ殊げ水監遷況放主桁乗週年退頼面落判図"
                    U"ほ累被緒岐貫系真挙厳黙寄曖昧然均絡路独衝括階早昇飛働箱"
                    U"仕弱満率曜隣布途背垂閲ヤ普話溢弧循伸飾載総横肢ひ伝抜獲障景交昔乱望則折跡測思越透凍ぬ妥"
                    U"守辺箇助質診片活称極距即族源宛案術剰ぱ六国揃良矛盾尽己",
                    "::::;;;;;;<<<<<<<<<<========>>>>>>>>>>>???????????@@@@@@@@@@@@@@@@@AAA"
                    "AAAAAAAAAAAAABBBBBBBBBBBBBBBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
                    "CCCCCCCCCDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEEEEEEEEE"
                    "EEEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFGGGGGGG"
                    "GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH"
                    "HHHHHHHHHIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIJJJJJJJJJ"
                    "JJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJKKKKKKKKKKKKKKK"
                    "KKKKKKKKKKKKKKKKKKKKKKKKKKLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL"
                    "LLMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMNNNNNNNNNNNNNNNNNNN"
                    "NNNNNNNNNNNNOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOPPPPPPPPPPPPP"},
    LanguageLetters{"ko", LetterGroup::kKorean,
                    U"다니이을지에수하는로습를시가정합자용없의일스서사할기파음은리인한트않션있으터어대오값만"
                    U"해문위그옵제보면상작함력드고나입치모전행실아데업경버되"
                    U"프형명바름표부도요설출과크식들변거소블여된패료세환동디야령록키구개번테중적목성원메필라"
                    U"호십내렉열조우또태했려때못반비미당장재레체안분복마타본"
                    U"와현브단유항코계주추류잘었최베럼무러결간읽연포줄참각더칼능른진화임래속든랜처너커건았준"
                    U"템공같선게덱접증확방저신백클끝예종법검절것생페두알활색"
                    U"초램링발택렬매쓰밋새딩찾따쓸산째집퍼운널져허텍릴플됩관역티올삭청배잭병까닙외룹약및별순"
                    U"뒤근통영카막며권볼받언후숫석규범될셸맞축쿼존르길듈꾸심"
                    U"냅불말런완젝닌폴컨됨직케슬압림헤립컬릭께붙쪽듭롤돌턴향칙암앞움창젯꿀남금토잠히뷰충핑격"
                    U"점강떤많셋큰등졌효특덮먼캐씁덤빈켓날갑빠취롯교견퀀누긴"
                    U"뉴편밀윈콜차큼뜀엔워므혹났략넣첫련손응글줌감린채릅꿉양울달벗루객논독침납웨릿술낼노짜캘"
                    U"급깁량넘님묶옛렇질잡족뀌줍꿈네컴피룰획물옴옮탭푸셀깃튜"
                    U"틀싱섬왼송겟혼웃애머탐살닫론멈빼쉼픽귀웁답폼춤섹징갯맵쇄빌롬맨탬럭벤액몇랫폭밍롭탈판풀"
                    U"써놓늘황둘높멀겹콘핸눌총락평즉칭찬깅숨겨슈겠난갈짓끄국"
                    U"쳐걸온끊벨팅짧투짐회춥갱뜁둡쉘델김슷험닉얼묵멤꼴맷냈떻괄큽벳칠칩균얻뛰망렸뀐측즘율엘륨"
                    U"봅곳억홈냄낸왔깊톰헝콤킹씀느펴킷책였휴톱던씩끕률쌍힌칸"
                    U"뜻갖꼭슨첨춰짝밑밖샷횟끔럽월핀틸캔좌랩듬켜뒷잃깨란렀좀친춘틴즈죽뺀엄셰떠꺼뢰센썼큐갔희"
                    U"층끌엇삽뽑낮듦닛빨렌담킵뿐맥득눕됐좋쉬낡깔웠킬천람북뜨"
                    U"덧곱닐냥념착쓴닥놔얕킴쿠텐떼톡꾼딸멧랍넷극뀝빙떄섞듯년괴샘겼멘넓랙뺄봄휘럴쉽앱악쥴승민"
                    U"눅홀섭덜싶힙골녹빗퀴꿔몬랑긺캣꿨셔씨얇퓨품셜뭔잇켭잔협",
                    "9::;;;<<<<<<============>>>>>>>>>>>>????????????????@@@@@@@@@@@@@@@@@@"
                    "@@@@@@@AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
                    "BBBBBCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD"
                    "DDDDDEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                    "FFFFFFFFFFFFFFFFFFGGGGGGGGGGGGGGGGGGGGGGGGGGHHHHHHHHHHHHHHHHHHHHHHHHHH"
                    "HHHHHHHHHHHHHHHHHHIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIJJJJJ"
                    "JJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK"
                    "KKKKKKKKKKKKLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLMMMMMMMMMM"
                    "MMMMMMMMMMMMMMMMMMMMMMMMMMNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNO"
                    "OOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOPPPPPPPPPPPPPPPPPPPPPPPPPQQQQQQQQ"},
};

}  // namespace

std::span<const LanguageLetters> language_letters() {
  return kLanguages;
}

}  // namespace chokepoint
