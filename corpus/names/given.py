"""Given names that tell a person, and a man from a woman, by themselves; of many languages, without their marks.

Not those that are as often a word or a place; those of men and women both are in both.
"""

from __future__ import annotations

import unicodedata

MALE = frozenset(
    """aaron abbas abdel abdelaziz abdelkader abdul abdulaziz abdulkarim abdullah abdulrahman abelardo abhay abhijit
    abhishek abiodun abiy abraham achille achim adam adama adebayo adedayo adekunle adel adewale adil aditya adnan
    adolf adolfo adrian adrien agustin aharon ahmad ahmed ahmet aidan aiden aime ajay ajit akash akbar akhil
    akhilesh akihiko akihiro akinwumi akio akira akram akshay alaa alain alan alasdair alassane alastair alban
    alberic albert alberto albrecht alec alejandro aleksandar aleksander aleksandr aleksei aleksey alessandro alex
    alexander alexandre alexandru alexei alfons alfonso alfred alfredo alhassan ali alioune alistair allan allen
    alois alojz alok alphonse alvaro alvin amadou amadu amar amaury ambrose americo amichai amin amir amit amitabh
    amjad ammar amnon amol anand anas anatole anatoli anatoly anders andre andrea andreas andrei andrej andres
    andrew andrey andrii andrija andriy andrzej andy angel angelo angus anibal anies aniket anil anirudh ankit ankur
    antanas anthony antoine anton antonin antonio antony antti anuj anup anupam anurag anwar aonghas archibald
    archie ariel arif aristide arjun arkadiusz arkady armand armando arnab arnaud arne arno arnold arsene arseniy
    artem arthur artur arturo artyom arun arvid arvind arvydas aryeh asad asger asghar ashish ashok ashraf ashton
    ashutosh ashwin asif atef atiku atsushi attila atul auguste augusto aurelien aurelio austin avi avigdor avinash
    avraham axel ayman aymeric ayodele ayoub ayub ayush aziz azubuike babacar babatunde bahram balaji balakrishnan
    balazs baldev balint balraj baltasar bambang bamidele baptiste barack barnaby barney barry bartosz basem bashar
    bashir bassam bastian bastien bautista behrouz ben bence benedict benedikt bengt benito benjamin benny benoit
    benyamin berhanu bernard bernardo bernd berndt bernie bert bertie bertram bertrand bezalel bharat bhaskar
    bhupendra bhushan biju bikram bilal bill billy bimal binyamin bipin birger bjarne bjoern bjorn blaise blaz bob
    bobby bodo bogdan bohdan bohumil boleslaw borge boris boubacar bozidar brad bradley brady brandon branimir
    branislav branko braulio brendan brent brett brian bronislaw bruce bryan bryce budi burhan byron caleb calin
    callum calum calvin camille camilo carl carlo carlos carsten cathal cecil cedric celestin cem cengiz cesar chaim
    chandan chandrasekhar charles charlie chetan chibuike chidi chike chinedu chinua chirag chris christian christof
    christoph christopher chuck chukwuemeka chukwuma cian ciaran cillian ciprian claes clarence claude claudio claus
    clement clifford clint clive clyde cody colin connor conor conrad constantin constantine corey cormac cornelius
    cory cosmin costas craig cristian cristobal csaba curtis cyril cyrille cyrus czeslaw daan dafydd daichi daiki
    daisuke dale damian damien damir damjan dan dana daniel daniele danilo danny danylo daoud dario dariusz darmawan
    darrell darren darryl darshan daryl dave david davide davor dawit dawood dean debashish declan deepak dejan
    delbert demba denis dennis denny denys derek derrick desmond detlef devendra devin dexter dhananjay dharmendra
    dhiraj dhruv didier diederik diego dieter dietmar dietrich dilip dilshan dimitar dimitri dimitrios dimitris
    dinesh dipak dirk djibril djordje dmitri dmitry dmytro domagoj domenico dominic dominick dominique don donald
    donovan dorde dorian dorin doug douglas dov dragan dragomir dragoslav dror duane duncan dusan dusko dustin
    dwayne dwight dylan eamon eamonn earl ebenezer eberhard ebrahim eckhard ed eddie edgar edgardo edmond edmund
    edouard eduard eduardo edward edwin eero efrain efrem egbert egon ehud eiichi eiji einar eino eirik eitan eknath
    eko ekow ekrem elad eladio eldad eli elias eliezer elijah eliseo elliot elmer elon elroy elton elvis emanuel
    emeka emil emile emiliano emilio emmanuel emmett emre emyr endre enoch enrique enver eoghan eoin ephraim ercan
    erdem erhan eric erik erkan ernest ernesto ernie erol errol ersin ervin erwin esam eskinder espen essam esteban
    ethan etienne euan eugene eugeniusz eusebio evan evaristo evgeni evgenii evgeny ewald ewan ewen eyal ezekiel
    ezequiel ezra fabian fabien fabio fabrice fabricio fadi fadli fahad fahd faisal farid faris farooq farouk faruk
    fathi fatih fausto fawaz fawzi fayez feargal federico fedir fedor felipe felix ferdinand ferenc fergal fergus
    ferhat fermin fernando fidel filip filippo finlay finn firas firmin flavio florencio florent florian floyd fotis
    fouad francesco francis francisco franciszek franck francois franjo frank franklin frantisek franz fraser fred
    freddie freddy frederic frederick frederik fredrick friedrich fritz fuad fulgencio fumio fyodor gabor gabriel
    gadi gael gaetan ganesh gareth garrett garry gary gaspar gaspard gaston gaurav gautam gauthier gavin gavril
    geert gene gennady geoff geoffrey geoffroy george georges georgi georgios georgiy geraint gerald gerard gerardo
    geraud gerd gergely gerhard germain gerry gershon gert getachew ghassan gheorghe ghislain giacomo giancarlo
    gianfranco gianluca gianni giannis gideon gilad gilbert gilberto giles gilles gino giorgi giorgio giorgos
    giovanni girish girma giuseppe gjergj glen glenn glyn godfrey goncalo gonzalo goodluck gopal gopinath goran
    gordon gottfried govind graeme graham grant greg gregoire gregor gregorio gregory grigori grigory grzegorz guido
    guilherme guillaume guillermo gunnar gunter gunther gurpreet gus gustaf gustav gustave gustavo guy gwilym gyorgy
    gyula haakon habib habtamu hafez hagai haider hailemariam haim haitham hajime hakan hakim hakon halil halvard
    halvor hamad hamdi hamdullah hameed hamid hamish hamza hani hank hannes hanoch hans harald hardik hari harish
    harjit harlan harold haroon harpreet harry harsha harshad hartmut hartwig haruki harvey hasan hashem hashim
    hassan hatem hayato haydar hazem hector heinrich heinz heitor helmut hemant hendra hendrik henning henri henrik
    henrique henry henryk herbert herbie heriberto herman hermann hernan hernando herschel herve hesham hicham
    hideki hideo hidetoshi hikmet hilario himanshu hiroaki hiroki hiroshi hiroto hiroyuki hisashi hisham horace
    horacio horatio horst hosni hossam hossein hristo hrvoje hryhoriy hubert huey hugh hugo hugues humberto humphrey
    husain huseyin hussein huw iain ian ibrahim ibrahima ichiro idris idrissa iestyn ieuan ifeanyi ignacio ignatius
    igor ihab ihor ihsan ikenna ilan ilhan ilia ilie ilija iliya ilkka ilya ilyas imad imran inacio inder ingmar
    ingo inigo ionut iosif iqbal irfan irvin isaac isaiah isamu isao ishaan isidore isidro ismael ismail ismet
    istvan itamar itzhak ivan ivar ivaylo ivor iwan iyad iztok jaakko jaap jaber jabulani jacek jacinto jack jacob
    jacopo jacques jafar jagan jagdish jai jaime jair jakaya jake jakob jakub jalal jamal james jamie jamil jamshid
    jan janez janko janne jannik jared jari jarmo jaroslav jaroslaw jarrod jarvis jason jasper jaswant javad javed
    javid javier jawad jay jayant jayesh jean jean-baptiste jean-claude jean-francois jean-jacques jean-louis
    jean-luc jean-marc jean-marie jean-michel jean-noel jean-paul jean-pierre jean-yves jeb jedediah jeff jefferson
    jeffrey jelani jelle jens jeremiah jeremie jeremy jermaine jernej jeroen jerome jeronimo jerry jerzy jesper
    jesse jesus jethro jim jimmy jiri jiro jitendra joachim joao joaquin jochen joe joel joergen johann johannes
    john johnny joko jon jonah jonas jonathan jonathon joonas joost jordan jorg jorge jorgen joris jose josef joseph
    josh joshua josip jouko jozef juan jude juergen juha juhani jukka jules julian julien julio junichi junichiro
    junji jurgen jurgis jurij jussi justin kabiru kacper kagiso kailash kaito kaj kalevi kalyan kamal kamau kamel
    kamil kamran kapil karam karan karel kari karim karl karoly karsten karthik kartik kasper katsuhiko kaushik
    kaveh kazem kazim kazimierz kazuhiko kazuhiro kazuki kazuo kazuya keegan keenan keiichi keiji keisuke keith
    kemal ken kendrick kenichi kenji kenneth kenny kenta kentaro kerem kermit keshav ketan kevin khaled khalid
    khalil khurshid kieran kieron kimmo kingsley kipchoge kiran kiril kirill kirk kishan kishore kiyoshi kjell
    kjetil klaas klaus knud knut koffi kofi kohei koichi koji kojo konstantin konstantinos kossi kostas kosuke
    kouame kourosh kresimir kristian kristijan kristoffer krisztian krzysztof kuldeep kunal kurt kusal kwabena
    kwadjo kwadwo kwaku kwame kwasi kwesi kyle kyriakos kyrylo lachlan ladislav lajos lakshman lalit lamar lamine
    lamont lance landon lanre larry lars lasantha lasse laszlo laurence laurent lawrence laxman lazaro leandro lee
    lefteris leland lemuel lennart leo leon leonard leonardo leonel leonid leonidas leopold leopoldo leroy leslie
    leszek levent levi lewis liam lindsay lindsey linus lionel lior lisandro liviu ljubomir lloyd lobsang loic
    lokesh lorcan lorenzo lorne lothar louis lubomir luc luca lucas lucian luciano lucien lucio lucius ludovic
    ludwig luigi luis luiz lukas lukasz luke lutfi luther lutz lyle lyndon maarten macario maciej macky madan madhav
    madhu mads magne magnus mahdi mahela mahendra maher mahesh mahinda mahmoud maithripala majed majid makoto maksim
    maksym malcolm malte mamadou mamoru mandla manfred manish manmohan manohar manoj mansoor mansour manuel marc
    marcel marcelin marcello marcelo marco marcos marcus marek marian mariano mario mariusz mark markus marlon
    martin marton marty marvin marwan masaaki masahiko masahiro masaki masao masaru masashi masato masayoshi
    masayuki masood masoud massimo matej mateo mateus mateusz mathew mathias mathieu matias matija matt matteo
    matthew matthias matthieu matti mattias matyas maurice mauricio maurizio mauro max maxence maxim maxime
    maximilian maximiliano maxwell mayank mazen mehdi mehmet mehran melchor melvin menachem mengistu merle mervyn
    mesut metin micah michael michal michel michele michio mick mickael mickey miguel mihai mihail mihaly mihir
    mihkel mika mikael mikalai mike mikhail mikhailo mikkel mikko mikola milan milenko milind milo milorad milos
    mingma minoru miodrag mircea mirko miroslav miroslaw mitch mitsuo mitsuru mitt mladen mogens mohamed mohammad
    mohammadreza mohammed mohan mohau mohit mohsen mohsin moises mokhtar monty morgan moritz morten morteza moses
    moshe motti moussa moustafa mthunzi muammar muhammad muhammadu muhammed muhannad muhyiddin mukesh mukhtar mukul
    mulayam mulugeta munir murad murali murat murilo murray musa mushtaq mustafa mustapha mykhailo mykola myles
    myron nabil nachman nadeem naeem naftali nagendra naguib naim naji najib nakul naohiro naoki naoto narciso
    narendra naresh narinder nasir nasser nathan nathanael nathaniel naveed naveen navin nawaf nawaz nazim ned
    nedeljko neeraj neil nelson nenad nestor newt ngugi niall nicanor niccolo nicholas nick nicolae nicolas nidal
    niels nigel nikhil nikita niklas nikola nikolai nikolaj nikolaos nikolay nikos nilesh nils nimal niraj niranjan
    nirmal nishant nitesh nitin nizar nkosinathi nnamdi noah noboru nobuo nobuyuki noel norbert noriaki norman nouri
    obadiah obinna octavian octavio odhiambo olaf olamide olanrewaju olav oleg olegario oleh oleksandr oleksii
    oleksiy oliver olivier olli ollie olufemi olusegun oluwaseun omar omer omid omprakash omri ondrej onofre onur
    oren orest orhan orson orville osama osamu osaze osbert oscar oskar osman osmar ostap osvaldo oswald otavio otis
    otto oumar ousmane ovidiu owain owen paavo pablo paco padraic padraig panagiotis panayiotis pankaj paolo papa
    parag parth parvez parviz pascal pascual pasi pasquale patrice patricio patrick paul paulo pavan pavel pavlo
    pavlos pawan pawel peadar pedro pekka pemba pentti percival percy pertti pervez petar pete peter petr petras
    petri petro petros petru phil philibert philip philippe phillip pierre pietro pinchas piotr piyush placido
    porfirio poul prabhat prabowo pradeep pradip prafulla prakash pramod pranab pranav prasad prasanna prasanth
    prashant pratap prateek pratik praveen pravin preben predrag prudencio przemyslaw puneet qasim quentin quincy
    quinton raanan rached rachid radek radoslav radoslaw radovan rafa rafael raffaele rafi rafik rafiq raghav raghu
    raghuram ragnar raheem rahim rahman rahul raimo raimundo rainer rajan rajat rajeev rajendra rajesh rajinder
    rajiv rajkumar rajnath rajnish raju rakesh ralf ralph ramachandra ramakrishna raman ramazan ramesh rami ramiro
    ramon ramzi ranbir rand randall randeep randy ranil ranjan ranjit raouf raoul raphael rashad rashed rasheed
    rashid rasmus ratan ratko rauf raul ravi ravindra ray raymond rayner recep reece reg reggie reginald reijo
    reinaldo reiner reinhard reinhold remi remy renato rene renzo reuben reuven rex reza rhodri rhys riad ricardo
    richard rick ricky rigoberto rikard risto ritesh rizal rob robert roberto robin rod roderick rodger rodney
    rodolfo rodrigo rogelio roger rogerio rohan rohit roland rolf rollo romain roman romulo ron ronald ronan ronnie
    rory roscoe roshan ross rostislav rostyslav rotimi rowan roy ruairi ruairidh ruaridh ruben rudi rudiger rudolf
    rudy rufus ruggero rui rumen rupert ruslan russell rustam ruud ruwan ryan ryoichi ryosuke ryota ryszard ryuichi
    ryuji saad sabri sachin sadao saddam sadegh sadiq saeed said saif sajid sajith sakari salah saleem saleh salif
    salih salim salman salvatore sam sameer samer sami samir sammy sampath samuel sanath sandeep sandip sandor
    sandro sanjay sanjeev sanjiv santiago santosh sarath sardar sarfraz sasha satish satoru satoshi satyajit saul
    saurabh saverio sayed sayyid scott scotty seamus sean sebastian sebastien segun seiichi seiji selim semyon seppo
    serdar serge sergei sergey sergio sergiu serhat serhii serhiy serkan seth severino seydina seydou seymour shafiq
    shahbaz shahid shahram shahzad shailendra shailesh shakeel shakir shamus shane shankar shantanu sharad sharif
    shashank shashi shaukat shaul shaun shawn shekhar sheldon sherif shigeki shigeo shigeru shigeyuki shimon shingo
    shinichi shinji shinya shinzo shivam shivraj shlomi shlomo shmuel shoaib shoichi shoji shota shubham shuhei
    shunsuke shyam sibusiso sid siddharth siddhartha sidney silas silvano silvio silviu simao simeon simon siphiwe
    sipho sizwe sjoerd slaven slavko slawomir slobodan sohail solomon somnath sonam soren sourav spencer spyros
    srdan srdjan srikanth srinivas srinivasan stan stanislav stanislaw stanley stavros stefan stefano stefanos
    steffen stelian stepan stephan stephane stephen sterling steve steven stevie stewart stig stipe stjepan stoyan
    struan stu stuart sture suat subhash subramaniam subramanian sudarshan sudhakar sudhir sufyan suhail sujit
    sukhbir sukhdev sulaiman suleiman suleyman sumit sundar sunil suraj surendra suresh surinder surjit sushil
    susilo susumu sven svetoslav svetozar swapan syd sylvain sylvester szymon taavi tad tadashi tadeusz tadhg taha
    taher tahir takaaki takahiro takao takashi takayuki takehiko takeo takeshi takuma takumi takuya talal talat
    tamas tamer tamrat tanguy tanvir tapani tapio tarcisio tarek tarik tariq tarun tashi tatenda tatsuo tatsuya
    taufiq tawanda tawfik tayyip ted tedros teemu tejas tejashwi telmo temitope tendai tenzin teodoro teppo terence
    terrance terrell terrence terry teruo tesfaye tetsuo tetsuya tewodros thabo thad thaddeus themba theo theodor
    theodore theophile thiago thibaud thibault thierry thijs thomas thorbjorn thorsten thulani tiago tihomir tilak
    tim timo timofey timothee timothy tjeerd tobias tobin toby todd tom tomas tomasz tomaz tomislav tommaso tommie
    tommy tomohiro tomos tomoya tonino tony toomas torben tord torquil torsten toru toshiaki toshihiko toshihiro
    toshio toshiyuki toussaint traian travis trevor tristan trond tsutomu tsuyoshi tullio tuncay tunde tuomas tushar
    tyler tyrone ubaldo uche uday uddhav ugur uhuru ujjwal ulf ulrich ulrik ulysses umar umberto umesh umit upali
    upendra urho uri uriah uriel urmas uros usama usman uthman utpal uwe vaclav vadim vadym vahid vaibhav vaino
    valdemar valentin valeri valerio valeriy valery varun vasil vasile vasilis vasily vasudev vasyl vaughan vaughn
    veikko veit veli velimir veljko venancio venkat venkatesh vern vernon vesa vic vicente victor victorien viggo
    vijay vikas vikram viktor viliam vimal vinay vinayak vince vincent vincenzo vineet vinod vipin vipul viraj virat
    virender virendra virgil virgilio vishal vishwanath vitali vitalii vitaliy vitaly vitor vittorio vivek vivien
    vladan vladimir vladislav vojislav vojtech volker volodymyr vsevolod vusi vyacheslav vytautas wael wahid wahyu
    waldemar waldo waleed walid wallace wally walt walter walther wangchuk waqar warren waseem wasim wataru wayne
    wendell werner wes wesley wieslaw wiktor wilbert wilbur wilf wilfred wilfrid wilfried wilhelm will willard
    willem willi william willie willis wilmer wim wimal winston witold wladyslaw wojciech wole wolfgang woodrow
    wouter wyatt xander xavier yaakov yahya yair yakov yakubu yakup yann yannick yannis yariv yaroslav yasar yaser
    yashwant yasin yasir yasser yasuhiro yasuo yasushi yavuz yehuda yevgeny yevhen yiannis yigal yisrael yitzhak
    yngve yoav yochanan yoel yogendra yogesh yohanan yohei yoichi yonas yonatan yordan yosef yoshiaki yoshihide
    yoshihiko yoshihiro yoshio yoshiro yoshitaka yoshiyuki yossi yosuke yosyp younes younis yousef yousuf yudi
    yuichi yuji yukio yunus yuri yurii yuriy yusuf yusuke yuta yuval yuvraj yuya yvan yves yvon zach zachariah
    zachary zack zafar zahid zahir zaid zain zakaria zaki zayd zbigniew zdenek zdravko zdzislaw zebulon zeev
    zeferino zeljko zenon ziad zlatan zlatko zoltan zoran zsolt zubair zulfiqar zulkifli zvonimir zygmunt""".split()
)
FEMALE = frozenset(
    """aarti abbie abby abebe abeer abena abigail abir ada adaeze adama adaora adela adele adelina adeline aditi
    adriana adrienne adwoa afia afua agata agatha agathe agnes agneta agnete agnieszka agostina agustina aicha aiko
    aileen ailsa aimee aine ainhoa aino aisha aishwarya aissatou akane akemi akiko akosua akua alana alanna
    albertina alejandra aleksandra alena alenka alessandra alessia alexandra alexis alia alice alicia aline alisa
    alisha alison alissa alizee alka allegra allie allison allyson almudena altagracia alva alyson alyssa alzbeta
    amal amalia amanda amandine amara amber amelia amelie amina aminah aminata amna amparo amrita amy ana anais
    anandi anastasia anastasiia anastasiya anca andrea aneta anezka angela angeles angelica angelina angelique
    angharad angie anindita anita anja anjali anjana anju anke ankita ann anna annabel annabelle annalena annalisa
    anne annegret anneke annelie annelies annemarie annett annette annie antje antoinette antonella antonia antonija
    antonina anupama anuradha anushka aoife aparna apolline april arabella araceli archana areej aretha ariana
    ariane arianna ariel arlene arlette armelle arundhati arwa asako asami asha ashley asma asmaa aspasia astrid
    asuka audra audrey aung aurelia aurelie ava avril ayaka ayako ayelet ayesha ayla aylin ayodele ayse aysegul
    ayumi azadeh azucena babette bahar barbara barbro barkha basma beata beate beatrice beatriz becca becky begona
    belen belinda benazir benedicte berenice berit bernadette bernadine bernarda bernice bertha beth bethan bethany
    bettina betty beverly bharati bhavana bhavna bianca biljana billie bina birgit birgitta birgitte birte blanche
    blandine bobbie bodil bogumila bojana bonnie bouchra bozena branka brenda bridget bridie brigid brigida brigitte
    britt britta bronwen bronwyn bruna brunhilde bukola bushra buthaina caitlin caitlyn camila camilla camille
    candace candice caoimhe capucine cara carina carissa carla carlota carlotta carly carmela carmen carol carola
    carole caroline carolyn carrie caryn cassandra cassie catarina caterina catherine cathleen cathryn cathy
    catriona cayetana cecile cecilia celeste celia celine cerys chandrika chantal chantelle charlene charlotta
    charlotte charmaine chelsea cherie cheryl chiamaka chiara chidinma chieko chiharu chika chimamanda chinwe chioma
    chiyo chiyoko chloe chrissie christabel christel christelle christiane christina christine ciara cicely cindy
    claire clara clarice clarisse claudia claudie claudine clemence clementine clothilde clotilde coleen colette
    colleen concepcion conchita condoleezza connie constance consuelo corazon cordelia corinne cornelia courtney
    cristiana cristina cynthia dagmar dagny dahlia daisy daiva dalal dalia dana danica daniela daniele danielle
    danijela danuta daphne daria darija darlene daryna dawn deanna debbie debora deborah debra deepa deepika deirdre
    delfina delia delilah delores delphine denice denise desiree despina devika dewi diana diane dianne dijana dilma
    dina dinah divya dolly dolores domenica dominique donatella donna dora doreen dorit dorota dorothea dorothee
    dorothy dorte dragana dragica dubravka dulcie dvora eartha ebba ebele ebru eda edda edita edith edna edwina eeva
    effie efua eileen eilidh eimear eithne ekaterina elaine eleanor eleanora elena eleni eleonora elfriede elham
    elia eliane elif elinor elisa elisabeth elisabetta elise eliza elizabeth elke ella ellen ellie ellinor elodie
    eloisa eloise elsa elsbeth elspeth elva elvira elzbieta emiko emilia emilie emily emine emma emmanuelle emmeline
    encarnacion enid erica erika eriko erin erna ernestine erzsebet esme esmeralda esra estefania estela estelle
    esther eszter ethel etsuko eugenia eugenie eulalie eunice eva evangeline eve evelyn evgenia evi evie ewa ewelina
    fabienne fabiola fadia fadwa fahima faith farah farida farideh farzana farzaneh fatema fatemeh fatiha fatima
    fatimata fatma fatoumata federica felicia felicie femi fernanda fernande filomena fiona fionnuala firouzeh fleur
    florence florrie folake folasade frances francesca francine francisca francoise franziska frauke freda frederica
    frederique freya frida friederike fumiko funke funmilayo fusako gabriela gabriella gabrielle gaelle gail galina
    gauri gayatri gaynor geeta geetha gema gemma genevieve georgette georgiana georgie georgina geraldine gerda
    gergana gerlinde germaine gertrude ghada ghazala ghislaine gianna gillian gina ginevra ginger ginny giorgia
    giovanna gisela gisele gita gitte giulia giuliana gladys glenda glenys gloria glynis golda gordana grace
    graciela grainne graziella grazyna greta gretchen grethe gudrun guillermina gunhild gunilla gurpreet gwen
    gwendolen gwendolyn gwyneth habiba hadas hadeel hafsa hajar hala halima halina halyna hanako hanan hanane hanna
    hannah hanne hannelore harpreet harriet haruka haruko harumi hasina hatice hattie hayley hazel heather heba
    hedda hedvig hedwig heidi heidrun heike helen helena helene helga hella heloise hema henrietta henriette
    herminia hermione hettie hiba hideko hilary hilda hildegard hillary hiroko hisako hitomi hoda holly hortense
    hristina huda huguette humaira ida ifeoma ilaria ildiko ilinca ilka ilona ilse imelda imke imogen inas indira
    indu ines inge ingeborg inger ingrid ingvild inmaculada ioana iona irena irene irina iris irma irmgard iryna
    isabel isabella isabelle isadora isatou isaura ishita isla isobel isolde itziar ivana ivanka iveta ivette iwona
    iyabo izabela jacinta jacinthe jackie jacqueline jacquelyn jacqui jadranka jadwiga jamila jan jana jane janelle
    janet janette janey janice janie janine janneke jasmine jasna jaya jayalalithaa jayanti jayne jean jeanette
    jeanne jeannette jeannine jelena jelica jemima jemma jenna jennifer jenny jeri jessica jette jhumpa jihan jill
    jillian jimena jitka joan joann joanna joanne jocelyn jodie joelle johanna jolanta jolene joni jorunn josefa
    josefina josephine josette josiane josie joumana jovana joy joyce juana juanita judi judit judith judy julia
    juliana julianna julianne julie julienne juliet julieta juliette june junko justine justyna jutta jyothi jyoti
    kaarina kaisa kajal kalpana kamala kamla kanika kaori kaoru karen kari karin karina karla karoline karyn kasumi
    katalin katarina katarzyna kate katerina kateryna katharina katharine katherine kathleen kathrin kathryn kathy
    katie katja katri katrin katrina katya kavita kavitha kay kayla kaylee kayo kayoko kazuko kehinde keiko keira
    kellie kelly kellyanne kerri kerstin khadija khadijah khaleda khalida khawla khushboo kimberly kinga kiran kirsi
    kirsten kirsti kirstin kirsty kitty kjersti klara klaudia krista kristen kristiane kristin kristina kristine
    krisztina krystal krystyna ksenia ksenija kubra kumiko kusum kylie kyoko laetitia laila lakshmi lalitha lamia
    lamis lana larisa larissa lata latasha latifa latisha latonya latoya laura lauren laurence laurette laurie
    lavanya laverne lavinia laxmi layla lea leah leanne leela leena leila leilani lena lene leni lenka lenore leona
    leonie leonora lerato lesley leslie lestari leticia leyla lidia lidija lidiya liesbeth ligia liisa lilian
    liliana liliane lilith lillian lily limor lina linda lindiwe lindsay lindsey linnea lior lisa lise liselotte
    lisette livia liz liza lizzie ljiljana ljubica lobna lois lola lorena loretta lorna lorraine lotta lotte lottie
    louane loubna louella louisa louise lubna lucette lucia luciana lucie lucienne lucija lucille lucinda lucretia
    lucy ludivine ludmila luisa luise lula lupe lurdes lydia lydie lynda lynette lynn lynne lynsey lyudmila maaike
    maarit mabel macarena maddie madeleine madeline madge madhavi madhu madhuri maelle maeve magali magda magdalena
    maggie maha mahnaz maike mairead maisie maite makiko malala malathi malgorzata malika malin malini mamata mami
    manal mandy manisha manju manjula manon manuela maram marcela marcella marcelle marcia mareike maren margaret
    margarethe margarida margarita margaux margery margit margot margrete margrethe marguerite maria mariam mariama
    marian mariana marianne maribel maricela marie marieke mariel mariela marietta marija marijana marijke mariko
    marilyn marina marion marisa marisol marissa maritza mariya marja marjan marjatta marjolaine marjorie marketa
    marla marlena marlene marlies marnie marsha marta martha martina marwa mary maryam maryann maryse marzena masako
    masumi mathabo mathilde matilda mattie maud maude maura maureen mavis maxine mayawati mayra maysa mayumi meagan
    mechthild meena meenakshi meera megan megawati meghan megumi megyn mehwish meirav melanie melike melina melinda
    melissa mellie meltem meral merav mercedes meredith merete merja meryem meryl mette mhairi micaela michaela
    michele michelle michiko midori mieke mieko mihaela miho mika miki miku milada milagros mildred milena milica
    millicent millie mimi mina minako mindy minerva minna minnie mira miranda mireille mirella miriam mirjam mirjana
    miroslava mirta misaki mitsuko mitzi miyuki mizuho mizuki moira mollie molly mona monica monique morag morgane
    mridula muireann munira muriel myfanwy myra myriam myrna myrtle nabila nadege nadezhda nadia nadine nadira nadja
    nafisa naheed nahid najat najla najma naledi nalini namrata nanako nanami nancy nandini nanette naoko naomi
    narges nasreen nasrin natalia natalie nataliia natalija nataliya natasa natasha nathalie natsuko natsumi nawal
    nazanin nazia neela neelam neeta neha nele nelida nell nellie nerea nerys nesrin nettie nevena nevin ngozi niamh
    nicki nicola nicole nicoletta nicolette nida nidhi nieves niina nikki nilofar nina nirmala nirupama nisha
    nisreen nita njeri nkechi nkosazana nneka noelia noelle noemi noemie nokuthula nomsa nomvula nonhlanhla nora
    noreen noriko norma noura nozomi ntombi nuala nuray nuria nurit nurul oceane octavia odette odile ofelia ofra
    oksana olabisi olena olesya olga olha olivia oluwaseun olwen omotola oonagh ophelia oprah orit orla orly orna
    orsolya ozlem padma padmini paige paivi pallavi paloma pamela paola parisa parul parvati parvin pascale patrice
    patricia patrizia patsy patty paula paulette paulina pauline peggy pemba penelope penny pernille perrine pervin
    petra petya philippa philomena phoebe phyllis pia pilar pinar pippa pirjo pirkko polly pooja poonam portia
    prachi pragya pratibha pratima preeti prerna priscilla prita priti priya priyanka puja purnima pushpa queenie
    rabia rachel rachna radha radhika radka rafaela raffaella raghad ragnhild raija rajani rajeshwari ralitsa ramona
    ramya rania ranjana raquel rasha rashmi razan razia reba rebeca rebecca reem reena refilwe regina regine rehana
    reiko rekha remedios renata renee renu renuka rhea rhian rhiannon rhoda rhonda richa rie riikka riitta rika rima
    rina rini risa rita ritsuko ritu rivka roberta robin robyn rochelle rocio rodaba rohini roisin rolande romy
    ronit rosa rosalba rosalia rosalie rosalind rosalyn rosamund rosana rosanna rosaura rose roseanne roselyne
    rosemarie rosemary rosetta rosie rosina roslyn rosmah roswitha rowena roxana roxanne roxie roya ruby ruchi
    rukmini rumiko rupa rupali rut ruth ruthie ruxandra saara sabine sabrina sachiko sadaf sadako sadhana sadia
    sadie saeko safia sagrario sahar saima sajida sakina sakshi sakura sally salma salome samantha samia samina
    samira sandhya sandra sandrine sandy sangeeta sangita sanja sanna sanne saoirse sara sarah sarita saroja sasha
    saskia satoko satomi savita savitri sawsan sayaka sayuri seda seema segolene sehar seiko selena selina selma
    semra seonaid setsuko sevda severine sevgi shabana shabnam shahida shahnaz shailaja shaima shakuntala shalini
    shana shania shannon shanta shari sharlene sharmila sharon sharron shashi shauna shawna shazia sheela sheena
    sheila shelley shelly shereen sherri sherrie shigeko shiho shilpa shira shireen shirin shirley shizuka shizuko
    shobha shobhaa shoshana shraddha shreya shruti shulamit shweta sian sibongile sibyl signe sigrid sigrun silke
    silvana silvia simona simone simran sinead siobhan sioned sirimavo sirkka sirpa sissel siti slavica smita smriti
    sneha snezana socorro sofia sofie sofija sofiya soheila solange solene solveig sonal sonali sonam sondra sonia
    sonja sonya sophia sophie sophy sorcha sridevi srividya stacey stacy stanislava stefania steffi stella stephanie
    suad suchitra sudha sue suella suha sujata sulochana sumaya sumiko sumitra sunanda sunita supriya surekha susan
    susana susanna susannah sushila sushma sushmita susie suzanne svenja svetlana svitlana sweta sybil sylvaine
    sylvi sylvia sylvie sylwia synnove tabitha tahira tahmima tahmina takako talia tamar tamara tamika tammie tammy
    tamsin tania tanja tanuja tanvi tanya tara tarja taryn tasha tashi taslima tasneem tatiana tatjana tatyana tecla
    telma temitope tendai tenzin teodora teresa teresita tereza terhi tess tessa teuta thandi thandiwe thea thekla
    thelma theodora theresa therese tiffany tiina tilda tilly timea tina tiphaine tomoko tomomi toni tonya torunn
    toshiko tracey tracy tricia trine trish trisha trudy tuija tuula twila tzipi tzipora uche uchenna ulla ulrike
    uma urmila ursel ursula urszula urvashi usha valentina valeria valerie vandana vanessa vani varsha varvara
    vasiliki vasundhara velma vera verna veronica veronique vesna vibeke vicenta vicki vickie vicky victoire
    victoria vidya vijaya vildan vilma vimala viola violaine violet violeta violette virginia virginie virpi vivian
    viviane vivienne wafaa waltraud wambui wanda wangari wanjiku wanjiru wenche wendy weronika whitney wiebke
    wilhelmina willa wilma winifred winnie winona wioletta ximena xiomara yadira yael yamini yana yasemin yasmeen
    yasmin yasmine yasuko yehudit yekaterina yelena yesenia yetunde yevgenia yewande ylva yoko yolanda yolande
    yoshiko yuka yukari yukiko yuko yulia yuliia yuliya yumi yumiko yuriko yusra yuval yvette yvonne zahra zainab
    zanele zara zaynab zdenka zeenat zehava zehra zeina zeinab zelda zena zeynep zhanna zinaida zinhle zipora zita
    zlata zodwa zoe zofia zohra zora zorica zsofia zsuzsanna zubaida zuleikha zulema zuzana zuzanna""".split()
)
# Letters that are no other letter with a mark.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})


def is_given(name: str) -> bool:
    """Whether a word in small letters is a given name, with its marks or without, or two of them that begin with one."""
    name = _as_listed(name)
    return name in MALE or name in FEMALE


def sex_of(name: str) -> str:
    """The sex, "m", "f" or none (""), that a given name in small letters tells."""
    name = _as_listed(name)
    if (name in MALE) == (name in FEMALE):
        return ""
    return "m" if name in MALE else "f"


def _as_listed(name: str) -> str:
    """A name without marks; of "hans-peter", where that isn't known itself, the first."""
    if not name.isascii():
        letters = unicodedata.normalize("NFD", name.translate(_LETTERS))
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return name if name in MALE or name in FEMALE else name.split("-", 1)[0]
